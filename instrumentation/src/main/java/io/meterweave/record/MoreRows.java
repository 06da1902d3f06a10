// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a set of cells once there are several.
 *
 * <p>Thread-safe and lock-free. Rows are never taken away.
 */
/*
 * Problem: two threads that get at a row in the same moment may be a crowd, or it was the one time in
 * a day that one of them lost the processor between reading a cell and writing it. A row more costs
 * as much memory as the series had before, for good, and there may be a million series.
 *
 * Choice: the rows double when threads have met often within a second. A crowd does that within
 * microseconds, and what meets less often loses less by it than by looking at the clock. All rows
 * beyond the first of all series come out of one allowance; when that is used up, threads that meet
 * share as they did before, with an atomic addition.
 */
final class MoreRows {
  /** So many meetings in {@link #MOMENT_NANOS} are a crowd. */
  static final int CROWD = 16;

  static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_ROWS =
      Math.min(64, 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));
  private static final long MAX_BYTES = 32 << 20;
  private static final int SHARE_OF_HEAP = 16;

  /** What the further rows of all series may take, in bytes. */
  private static final AtomicLong ALLOWANCE =
      new AtomicLong(Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));

  private final int maxRows;
  private final AtomicLong allowance;
  private final AtomicReference<long @Nullable [][]> rows = new AtomicReference<>();
  private int meetings; // this and the next may lose a race: then it takes another meeting
  private long sinceNanos;

  MoreRows() {
    this(MAX_ROWS, ALLOWANCE);
  }

  /**
   * Limits them otherwise.
   *
   * @param allowance bytes for all rows beyond the first, shared with others
   */
  MoreRows(int maxRows, AtomicLong allowance) {
    this.maxRows = maxRows;
    this.allowance = allowance;
  }

  /** Returns all of them, the first one included, or null if there is but that. */
  long @Nullable [][] get() {
    return rows.get();
  }

  /**
   * Notes that two threads met, and doubles the rows if they do so all the time.
   *
   * @param seen what {@link #get} gave before
   * @return what it gives now
   */
  long @Nullable [][] met(long[] first, long @Nullable [][] seen, long nowNanos) {
    if (nowNanos - sinceNanos > MOMENT_NANOS) {
      sinceNanos = nowNanos;
      meetings = 0;
    }
    if (++meetings >= CROWD) {
      meetings = 0;
      widen(seen == null ? new long[][] {first} : seen, seen);
    }
    return rows.get();
  }

  private void widen(long[][] narrow, long @Nullable [][] seen) {
    int before = narrow.length;
    long bytes = (long) before * narrow[0].length * Long.BYTES;
    if (2 * before > maxRows || rows.get() != seen) {
      return;
    }
    if (allowance.addAndGet(-bytes) < 0) {
      allowance.addAndGet(bytes);
      return;
    }
    long[][] wider = Arrays.copyOf(narrow, 2 * before);
    for (int i = before; i < wider.length; i++) {
      wider[i] = new long[narrow[0].length];
    }
    if (!rows.compareAndSet(seen, wider)) {
      allowance.addAndGet(bytes);
    }
  }
}
