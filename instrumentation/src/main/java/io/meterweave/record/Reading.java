// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.CallTargets;

/**
 * Whether a thread runs code of the application on the agent's behalf: a getter of a path, a {@code
 * toString}, an extractor. What is measured otherwise is not measured there.
 *
 * <p>Thread-safe: each thread has its own state.
 */
/*
 * Problem: a label may read a getter that is measured itself, even by the label's own method. Each
 * reading would count as a call, which reads its labels, which calls the getter, until the stack
 * overflows.
 *
 * Choice: who reads counts up on its thread; a call that begins meanwhile does not start. Calls pay
 * for the look at their thread (two nanoseconds, a third of a call that is only counted) only after
 * somebody has read in this JVM: a plain field tells, for it is the reading thread itself that has
 * to see it. What the agent reads to try its own code is not told: no call begins meanwhile.
 *
 * The state is an array, so that a thread that lives on holds nothing of the agent after a detach, and
 * counting down is no call, so that it cannot overflow the stack.
 */
public final class Reading {
  private static final ThreadLocal<int[]> OF_THREAD = new ThreadLocal<>();

  @SuppressWarnings("NonFinalStaticField") // once true it stays so
  private static boolean isExpected;

  /** The length of the state of a thread that only tries the agent's own code. */
  private static final int TRIAL = 2;

  private Reading() {}

  /** Lets this thread read without a word to others, until {@link #endTrial}. */
  public static void beginTrial() {
    OF_THREAD.set(new int[TRIAL]);
  }

  /** Ends what {@link #beginTrial} began. */
  public static void endTrial() {
    OF_THREAD.remove();
  }

  /**
   * Begins to read on this thread; the first element of what is returned is to be decremented at
   * the end, whatever happens.
   */
  public static int[] begin() {
    int[] depth = OF_THREAD.get();
    if (depth == null) {
      depth = new int[1];
      OF_THREAD.set(depth);
    }
    if (!isExpected && depth.length != TRIAL) {
      isExpected = true;
    }
    depth[0]++;
    return depth;
  }

  /** Returns whether this thread is reading. */
  static boolean isOn() {
    if (!isExpected) {
      return false;
    }
    int[] depth = OF_THREAD.get();
    return depth != null && depth[0] > 0;
  }

  /** Returns 0 as the start of a call that is not timed, or that it does not start. */
  public static long startUntimed() {
    return isOn() ? CallTargets.NOT_STARTED : 0;
  }

  /** Returns the time in nanoseconds as the start of a call, or that it does not start. */
  public static long start() {
    return isOn() ? CallTargets.NOT_STARTED : System.nanoTime();
  }
}
