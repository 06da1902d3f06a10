// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

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
 * Choice: a small table of numbers for all threads. A thread finds its own by its identity hash,
 * which every JDK keeps in the object's header (Thread.getId() may be overridden by the application
 * up to JDK 18). Threads of the same slot move together, but to different rows, for the row is made
 * of the whole hash and the number.
 *
 * Rejected: a number for each set of rows in place of each thread. It moves all threads when two
 * meet, so that many on many processors never come to rest.
 */
final class Probe {
  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int[] NUMBERS = new int[SLOTS];

  private Probe() {}

  /**
   * Returns this thread's row.
   *
   * @param rows a power of two of them
   */
  static long[] pick(long[][] rows) {
    int hash = System.identityHashCode(Thread.currentThread());
    return rows[((hash >>> SLOT_BITS) ^ NUMBERS[hash & (SLOTS - 1)]) & (rows.length - 1)];
  }

  /** Gives this thread another row, most likely. */
  static void advance() {
    int hash = System.identityHashCode(Thread.currentThread());
    int slot = hash & (SLOTS - 1);
    int number = NUMBERS[slot] == 0 ? hash | 1 : NUMBERS[slot];
    number ^= number << 13;
    number ^= number >>> 17;
    number ^= number << 5;
    NUMBERS[slot] = number;
  }
}
