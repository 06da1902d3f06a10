// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A row of counters that many threads add to: one copy of the row at first, further rows as soon as
 * threads get into each other's way.
 *
 * <p>Thread-safe and lock-free. Additions are never lost; a sum read meanwhile may or may not
 * contain an addition that is under way, and never decreases where only positive amounts are added.
 *
 * @param length how many counters there are
 * @param more all rows, the first one included, once there are several
 * @param first the row that serves alone while nobody is in anybody's way
 */
/*
 * A LongAdder per counter would pay its cells per counter; a histogram has 150 of them. Here the
 * whole row is the cell, so that bucket and sum of one recording lie in the same row, and a series
 * that threads do not fight for costs one row (1.3 KB for a duration).
 *
 * A compare-and-set that fails is a meeting of threads. Where there are several rows, the thread then
 * moves to another one (its Probe); if it meets somebody there as well, or there is one row only, the
 * rows double once that has happened often (MoreRows), up to four for each processor. So two threads
 * end up in two rows or four, and threads that outnumber the rows still get away from the one that
 * runs beside them. Only these steps allocate.
 *
 * Rejected: rows picked by a hash of the thread alone, however many (two threads that hit the same
 * row stay there for life: 1.45 times the floor in such a run), and a row for each thread, written
 * without atomic additions: 0.98 of the floor by hand, for a row per thread and series, the care for
 * threads that end, and no place for virtual threads.
 *
 * A record, for its fields are constants in compiled calls: while there is one row, its address is
 * part of the code.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
record StripedCells(int length, MoreRows more, long[] first) {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /**
   * Keeps what is hot off the cache lines of the object before. Two lines, for processors fetch a
   * line's neighbour with it, and before a row lies what all threads read: the table of rows. A row
   * needs none behind, for the cells at its end are seldom hot and the next row has its own.
   */
  private static final int PADDING = 16;

  StripedCells(int length) {
    this(length, new MoreRows());
  }

  StripedCells(int length, MoreRows more) {
    this(length, more, new long[PADDING + length]);
  }

  void add(int cell, long amount) {
    long[][] rows = more.get();
    long[] row = rows == null ? first : Probe.pick(rows);
    if (!isAdded(row, cell + PADDING, amount)) {
      addElsewhere(rows, cell + PADDING, amount);
    }
  }

  /** Adds to two cells of the same row. */
  void add(int cell, long amount, int otherCell, long otherAmount) {
    long[][] rows = more.get();
    long[] row = rows == null ? first : Probe.pick(rows);
    if (!isAdded(row, cell + PADDING, amount)) {
      row = addElsewhere(rows, cell + PADDING, amount);
    }
    CELL.getAndAdd(row, otherCell + PADDING, otherAmount);
  }

  /** Adds, unless somebody else does so at this moment. */
  private static boolean isAdded(long[] row, int at, long amount) {
    long before = (long) CELL.getVolatile(row, at);
    return CELL.compareAndSet(row, at, before, before + amount);
  }

  /** Adds in another row than before if there is one; the row is returned. */
  private long[] addElsewhere(long @Nullable [][] seen, int at, long amount) {
    if (seen != null) {
      Probe.advance();
      long[] row = Probe.pick(seen);
      if (isAdded(row, at, amount)) {
        return row;
      }
      Probe.advance();
    }
    long[][] rows = more.met(first, seen, System.nanoTime());
    long[] row = rows == null ? first : Probe.pick(rows);
    CELL.getAndAdd(row, at, amount);
    return row;
  }

  long sum(int cell) {
    long[][] rows = more.get();
    if (rows == null) {
      return (long) CELL.getVolatile(first, cell + PADDING);
    }
    long sum = 0;
    for (long[] row : rows) {
      sum += (long) CELL.getVolatile(row, cell + PADDING);
    }
    return sum;
  }

  /**
   * Adds all cells from one on to an array, row by row: a scrape reads millions of them, most of
   * which are zero.
   *
   * @param into for each cell from {@code from} on, the index that it is added to
   */
  void addTo(int from, short[] into, long[] sums) {
    long[][] rows = more.get();
    if (rows == null) {
      addTo(first, from, into, sums);
      return;
    }
    for (long[] row : rows) {
      addTo(row, from, into, sums);
    }
  }

  private static void addTo(long[] row, int from, short[] into, long[] sums) {
    int at = PADDING + from;
    for (short index : into) {
      long amount = (long) CELL.getVolatile(row, at++);
      if (amount != 0) {
        sums[index] += amount;
      }
    }
  }

  /** Returns the sum of all cells from one on. */
  long sumFrom(int from) {
    long[][] rows = more.get();
    if (rows == null) {
      return sumFrom(first, from);
    }
    long sum = 0;
    for (long[] row : rows) {
      sum += sumFrom(row, from);
    }
    return sum;
  }

  private long sumFrom(long[] row, int from) {
    long sum = 0;
    for (int at = PADDING + from; at < PADDING + length; at++) {
      sum += (long) CELL.getVolatile(row, at);
    }
    return sum;
  }

  /** Returns how many rows there are. */
  int rows() {
    long[][] rows = more.get();
    return rows == null ? 1 : rows.length;
  }
}
