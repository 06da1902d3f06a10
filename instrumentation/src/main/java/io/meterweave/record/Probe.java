// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Which of several rows a thread adds to, until it meets another there and moves on.
 *
 * <p>Thread-safe: a number that is lost in a race costs one more meeting.
 */
/*
 * Problem: threads have to be told apart in a call, and a thread must remember that it moved. The
 * JDK's own adders keep a number in the thread itself, which is not open to others; a thread local
 * costs two nanoseconds and, on a million virtual threads, an entry each.
 *
 * Choice: a small table of numbers for all threads. A thread finds its own by its id. Where the method
 * that gives it may be overridden by the application (up to JDK 18) the field is read, which the agent
 * can, for it opens java.lang to itself. Threads that follow each other begin in different rows.
 * Threads of the same slot move together, and the higher bits of their ids keep them apart; those that
 * are alike in these as well, one pair in 1,024 times the number of rows, share a row for good.
 *
 * Rejected: a number for each set of rows in place of each thread (it moves all threads when two
 * meet, so that many on many processors never come to rest); the identity hash of the thread (its
 * header has no room for it once somebody waits for the thread, as Thread.join does: 30 nanoseconds
 * a call from then on, for a virtual thread at its first call as well).
 */
final class Probe {
  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int SPREAD = 0x9E3779B9; // the golden ratio: neighbours come to lie apart
  private static final int[] NUMBERS = new int[SLOTS];

  /** {@code (Thread)long}; calls nothing that the application could override. */
  private static final MethodHandle ID = idGetter();

  private Probe() {}

  /**
   * Makes this class ready, so that a call at the bottom of an overflowing stack finds it alive.
   */
  static void warmUp() {
    int unused = id();
  }

  /**
   * Returns this thread's row.
   *
   * @param rows a power of two of them
   */
  static long[] pick(long[][] rows) {
    int id = id();
    return rows[(id ^ (id >>> SLOT_BITS) ^ NUMBERS[id & (SLOTS - 1)]) & (rows.length - 1)];
  }

  /** Gives this thread another row, most likely. */
  static void advance() {
    int id = id();
    int slot = id & (SLOTS - 1);
    int number = NUMBERS[slot] == 0 ? (id * SPREAD) | 1 : NUMBERS[slot];
    number ^= number << 13;
    number ^= number >>> 17;
    number ^= number << 5;
    NUMBERS[slot] = number;
  }

  /** Returns what tells this thread from others: the lower half of its id. */
  private static int id() {
    try {
      return (int) (long) ID.invokeExact(Thread.currentThread());
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle idGetter() {
    MethodHandles.Lookup here = MethodHandles.lookup();
    try {
      return here.findVirtual(Thread.class, "threadId", MethodType.methodType(long.class));
    } catch (ReflectiveOperationException olderJdk) {
      return idField(here);
    }
  }

  private static MethodHandle idField(MethodHandles.Lookup here) {
    try {
      return MethodHandles.privateLookupIn(Thread.class, here)
          .findGetter(Thread.class, "tid", long.class);
    } catch (ReflectiveOperationException | RuntimeException closedOrNamedOtherwise) {
      return identityHash(here);
    }
  }

  private static MethodHandle identityHash(MethodHandles.Lookup here) {
    try {
      return here.findStatic(
              System.class, "identityHashCode", MethodType.methodType(int.class, Object.class))
          .asType(MethodType.methodType(long.class, Thread.class));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
