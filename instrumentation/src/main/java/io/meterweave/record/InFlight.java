// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight of one thread that somebody must see, the outermost first: gauges count them,
 * or measured methods inside them ask for them.
 *
 * <p>Confined to its thread. A call that enters and leaves allocates nothing here.
 */
/*
 * Problem: where the stack overflows, the end of the innermost calls may not run (it overflows as
 * well), and a plain gauge would show them for ever.
 *
 * Choice: each thread keeps the calls it entered; a call that leaves takes its own entry and all
 * above it, which belong to calls that ended without a word. The outermost call of a thread has room
 * enough to run its end, so nothing stays behind.
 *
 * Entering and leaving change two things, the entry and the gauge, and must not overflow in between:
 * each first does all it will do with an amount of zero, at the same depth of the stack and by the same
 * methods: of two methods one may be compiled and the other not, and then they need different room.
 *
 * The frames among the calls are linked as well, those of proxies by themselves, so that looking for
 * one passes over nothing else.
 *
 * A thread must not keep the agent: its thread locals live as long as it does, and an agent that is
 * detached leaves many threads behind. So the thread refers to this weakly, and the calls in flight
 * keep it while they run. Between calls it may be collected; the next call makes a new one.
 */
final class InFlight {
  private static final ThreadLocal<@Nullable WeakReference<InFlight>> OF_THREAD =
      new ThreadLocal<>();

  private @Nullable Entry[] entered = new Entry[8];
  private int depth;
  private @Nullable CallFrame frames;
  private @Nullable CallFrame proxies;

  private InFlight() {}

  /** Returns the calls of this thread; whoever enters one keeps this until it leaves. */
  static InFlight ofThread() {
    WeakReference<InFlight> known = OF_THREAD.get();
    InFlight thread = known == null ? null : known.get();
    return thread == null ? begin() : thread;
  }

  private static InFlight begin() {
    InFlight thread = new InFlight();
    OF_THREAD.set(new WeakReference<>(thread));
    return thread;
  }

  /** Enters a call and returns its depth, for {@link #leave}. */
  int enter(Entry call) {
    int at = depth;
    if (at == entered.length) {
      entered = Arrays.copyOf(entered, 2 * at);
    }
    call.move(0);
    entered[at] = call;
    depth = at + 1;
    if (call instanceof CallFrame frame) {
      if (frame.isProxy) {
        frame.outer = proxies;
        proxies = frame;
      } else {
        frame.outer = frames;
        frames = frame;
      }
    }
    call.move(1);
    return at;
  }

  /** Leaves the call at a depth, and all above it. */
  void leave(int at) {
    while (depth > at) {
      Entry call = entered[depth - 1];
      if (call != null) {
        call.move(0);
        call.move(-1);
      }
      if (call instanceof CallFrame frame) {
        if (frame.isProxy) {
          proxies = frame.outer;
        } else {
          frames = frame.outer;
        }
      }
      entered[depth - 1] = null;
      depth--;
    }
  }

  /** Returns the innermost frame that is no proxy's, or null. */
  @Nullable CallFrame frames() {
    return frames;
  }

  /** Returns the innermost frame of a proxy, or null. */
  @Nullable CallFrame proxies() {
    return proxies;
  }

  /** What a call leaves on the thread while it runs. */
  interface Entry {
    /**
     * Counts the call.
     *
     * @param amount 1 as it enters, -1 as it leaves, 0 before either, to see that there is room on
     *     the stack
     */
    void move(int amount);
  }
}
