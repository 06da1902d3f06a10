// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CallTargets;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of one method stand to those of the methods it overrides, of those that override
 * it, and of proxies: one call through several of them is recorded once.
 *
 * <p>Immutable; its methods run on any thread and do not throw, but for the errors of an exhausted
 * JVM.
 *
 * @param function the method, for reports
 * @param roots the declarations that ask for the measurement
 * @param holder the class that has the method
 * @param parameters its descriptor up to the closing bracket
 * @param bridges the other parameter types that it answers to
 * @param needsFrame whether its calls must be seen by measured methods that they call
 * @param isGenerated whether it is a method of a proxy or of a generated subclass
 * @param timing which calls' start is a time
 */
/*
 * Problem: B.m overrides A.m and calls it by super.m(); both are measured, for one asks for it and
 * the other inherits that, and the call is one. But b.m() inside b.m(), or on another object, is a
 * call of its own. And a proxy records a call only if nothing behind it does, which it knows last.
 *
 * Choice: A.m can run for a receiver whose class overrides it in one way only: by super.m(). So a
 * method that overrides a measured one leaves a frame on its thread while it runs, with its receiver;
 * A.m does not start if it finds a frame of the same receiver whose class is below A. A receiver of
 * A's own class needs no look at all. A frame of the class itself says nothing: that is a recursion.
 *
 * A proxy leaves a frame as well; a measured method that starts marks the frames of proxies that ask
 * for the same measurement, and a proxy that was marked records nothing. Its gauge shows the call
 * until then, and its span becomes that of the measured method: see OpenCall.
 *
 * All this is looked for only where a method that leaves frames was linked; until then it costs the
 * reading of a flag. A frame of the method itself for the same receiver ends the search (it began as
 * a call of its own, so nothing below it was open), and it goes 256 frames deep at most: a recursion
 * must not cost the square of its depth. Other threads are not looked at: a proxy that runs its
 * target elsewhere counts beside it.
 *
 * Rejected: a count of open calls for each method (it takes a delegate for super.m()), and walking
 * the stack (a microsecond per call).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
public record CallLine(
    String function,
    CallRoot[] roots,
    Class<?> holder,
    String parameters,
    Bridges bridges,
    boolean needsFrame,
    boolean isGenerated,
    Timing timing) {

  /** The start of a call that is not recorded, and that measured methods inside it must see. */
  public static final long UNRECORDED = Timing.COUNTED + 1;

  /** How many frames are looked at: a recursion over many objects leaves one for each level. */
  private static final int MAX_LOOKS = 256;

  /** The start of a call that may be reached by {@code super.m()}. */
  public long start(@Nullable Object receiver) {
    return isStarting(receiver) ? timing.now() : CallTargets.NOT_STARTED;
  }

  /** The start of a call that cannot. */
  public long start() {
    return start(null);
  }

  /** The start of a call that is only to be seen by others, and that may be reached as well. */
  public long startUnrecorded(@Nullable Object receiver) {
    return isStarting(receiver) ? UNRECORDED : CallTargets.NOT_STARTED;
  }

  /** The start of a call that is only to be seen by others. */
  public long startUnrecorded() {
    return startUnrecorded(null);
  }

  private boolean isStarting(@Nullable Object receiver) {
    try {
      return !Reading.isOn() && (!isWatched() || isGenerated || begins(receiver));
    } catch (Throwable failure) {
      swallow(failure);
      return true;
    }
  }

  /**
   * The start of a call that is not to be recorded: it does not start, and the proxies around it
   * record nothing in its place.
   */
  public long pass() {
    try {
      if (isWatched() && !isGenerated && !Reading.isOn()) {
        mark(InFlight.ofThread());
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
    return CallTargets.NOT_STARTED;
  }

  /** Returns whether calls may be open that this one has to do with. */
  public boolean isWatched() {
    for (CallRoot root : roots) {
      if (root.hasFrames()) {
        return true;
      }
    }
    return false;
  }

  private boolean begins(@Nullable Object receiver) {
    InFlight thread = InFlight.ofThread();
    if (receiver != null && receiver.getClass() != holder && isSuperCall(thread, receiver)) {
      return false;
    }
    mark(thread);
    return true;
  }

  private boolean isSuperCall(InFlight thread, Object receiver) {
    int looks = MAX_LOOKS;
    CallFrame frame = thread.frames();
    while (frame != null && looks > 0) {
      if (frame.receiver() == receiver) {
        if (isSelf(frame.line())) {
          return false;
        }
        if (isBelow(frame.line())) {
          return true;
        }
      }
      frame = frame.outer;
      looks--;
    }
    return false;
  }

  private boolean isSelf(CallLine other) {
    return other.holder == holder && other.parameters.equals(parameters) && hasCommonRoot(other);
  }

  private boolean isBelow(CallLine other) {
    return other.holder != holder
        && holder.isAssignableFrom(other.holder)
        && hasCommonRoot(other)
        && (other.parameters.equals(parameters) || other.bridges.has(parameters));
  }

  private boolean hasCommonRoot(CallLine other) {
    for (CallRoot root : roots) {
      for (CallRoot otherRoot : other.roots) {
        if (root == otherRoot) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells the proxies around, those that are open on a thread, that a measured method runs. */
  void mark(InFlight thread) {
    for (CallFrame proxy = thread.proxies(); proxy != null; proxy = proxy.outer) {
      if (hasCommonRoot(proxy.line())) {
        proxy.measuredInside();
      }
    }
  }

  /** Returns the innermost proxy's call whose span nobody took over yet, or null. */
  @Nullable CallFrame untaken(InFlight thread) {
    for (CallFrame proxy = thread.proxies(); proxy != null; proxy = proxy.outer) {
      if (proxy.hasSpan() && hasCommonRoot(proxy.line())) {
        return proxy;
      }
    }
    return null;
  }

  private void swallow(Throwable failure) {
    if (!(failure instanceof VirtualMachineError)) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
    }
  }
}
