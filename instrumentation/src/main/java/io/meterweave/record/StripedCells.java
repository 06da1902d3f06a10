// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A row of counters that many threads add to: one copy of the row at first, more copies (stripes)
 * as soon as threads get into each other's way.
 *
 * <p>Thread-safe and lock-free. Additions are never lost; a sum read meanwhile may or may not
 * contain an addition that is under way, and never decreases where only positive amounts are added.
 */
/*
 * A LongAdder per counter would pay its stripes per counter; a histogram has 150 of them. Here the
 * whole row is the stripe, so that bucket and sum of one recording lie in the same row, and an
 * uncontended series costs one row (1.2 KB for a duration).
 *
 * A compare-and-set that fails is the sign of contention: the addition is then made unconditionally
 * (it cannot fail), and the number of stripes doubles, up to the number of processors. Threads are
 * spread by their identity hash, which every JDK keeps in the object's header; Thread.getId() may be
 * overridden by the application up to JDK 18.
 */
final class StripedCells {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int MAX_STRIPES = maxStripes();

  /** Keeps the hot end of one row off the cache line of the row before. */
  private static final int PADDING = 8;

  private final int length;
  private volatile long[][] stripes;

  StripedCells(int length) {
    this.length = length;
    this.stripes = new long[][] {row()};
  }

  private long[] row() {
    return new long[PADDING + length];
  }

  private static int maxStripes() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(64, Integer.highestOneBit(Math.max(1, 2 * processors - 1)));
  }

  void add(int cell, long amount) {
    long[][] all = stripes;
    long[] row = all.length == 1 ? all[0] : all[probe() & (all.length - 1)];
    int at = cell + PADDING;
    long before = (long) CELL.getVolatile(row, at);
    if (!CELL.compareAndSet(row, at, before, before + amount)) {
      CELL.getAndAdd(row, at, amount);
      grow(all);
    }
  }

  /** Adds to two cells of the same stripe. */
  void add(int cell, long amount, int otherCell, long otherAmount) {
    long[][] all = stripes;
    long[] row = all.length == 1 ? all[0] : all[probe() & (all.length - 1)];
    int at = cell + PADDING;
    long before = (long) CELL.getVolatile(row, at);
    boolean alone = CELL.compareAndSet(row, at, before, before + amount);
    if (!alone) {
      CELL.getAndAdd(row, at, amount);
    }
    CELL.getAndAdd(row, otherCell + PADDING, otherAmount);
    if (!alone) {
      grow(all);
    }
  }

  private static int probe() {
    int hash = System.identityHashCode(Thread.currentThread());
    return hash ^ (hash >>> 15);
  }

  private void grow(long[][] seen) {
    if (seen.length >= MAX_STRIPES || stripes != seen) {
      return;
    }
    long[][] wider = new long[seen.length * 2][];
    for (int i = 0; i < wider.length; i++) {
      wider[i] = i < seen.length ? seen[i] : row();
    }
    replace(seen, wider);
  }

  private synchronized void replace(long[][] seen, long[][] wider) {
    if (stripes == seen) {
      stripes = wider;
    }
  }

  long sum(int cell) {
    long sum = 0;
    for (long[] row : stripes) {
      sum += (long) CELL.getVolatile(row, cell + PADDING);
    }
    return sum;
  }

  /**
   * Adds all cells from one on to an array, row by row: a scrape reads millions of them, most of
   * which are zero.
   *
   * @param into for each cell from {@code first} on, the index that it is added to
   */
  void addTo(int first, short[] into, long[] sums) {
    for (long[] row : stripes) {
      int at = PADDING + first;
      for (short index : into) {
        long amount = (long) CELL.getVolatile(row, at++);
        if (amount != 0) {
          sums[index] += amount;
        }
      }
    }
  }

  /** Returns the sum of all cells from one on. */
  long sumFrom(int first) {
    long sum = 0;
    for (long[] row : stripes) {
      for (int at = PADDING + first; at < row.length; at++) {
        sum += (long) CELL.getVolatile(row, at);
      }
    }
    return sum;
  }

  int length() {
    return length;
  }

  int stripes() {
    return stripes.length;
  }
}
