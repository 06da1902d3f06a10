// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Arrays;

/**
 * The calls in flight of one thread that a gauge counts, the outermost first.
 *
 * <p>Confined to its thread. A call that enters and leaves allocates nothing.
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
 * each first does all it will do with an amount of zero, at the same depth of the stack.
 */
final class InFlight {
  private static final ThreadLocal<InFlight> OF_THREAD =
      new ThreadLocal<>() {
        @Override
        protected InFlight initialValue() {
          return new InFlight();
        }
      };

  private Level[] entered = new Level[8];
  private int depth;

  private InFlight() {}

  /** Enters a call on this thread and returns its depth, for {@link #leave}. */
  static int enter(Level gauge) {
    InFlight thread = OF_THREAD.get();
    int at = thread.depth;
    if (at == thread.entered.length) {
      thread.entered = Arrays.copyOf(thread.entered, 2 * at);
    }
    gauge.add(0);
    gauge.add(1);
    thread.entered[at] = gauge;
    thread.depth = at + 1;
    return at;
  }

  /** Leaves the call at a depth, and all above it. */
  static void leave(int at) {
    InFlight thread = OF_THREAD.get();
    while (thread.depth > at) {
      Level gauge = thread.entered[thread.depth - 1];
      gauge.add(0);
      gauge.add(-1);
      thread.depth--;
    }
  }
}
