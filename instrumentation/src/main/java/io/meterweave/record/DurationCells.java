// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Arrays;

/**
 * The durations of one series of calls: how many fell into which bucket, and their sum.
 *
 * <p>Thread-safe and lock-free; a recording allocates nothing. Durations are nanoseconds; a
 * negative one (a clock that went back) counts as 0. The number of calls is the sum of the buckets,
 * and of those that were counted without being timed.
 *
 * @param layout which bucket a duration falls into
 * @param cells the sum, the calls without a duration, then the buckets
 */
record DurationCells(BucketLayout layout, StripedCells cells) implements CallCount {
  private static final int SUM = 0;
  private static final int UNTIMED = 1;
  private static final int BUCKETS = 2;

  DurationCells(BucketLayout layout) {
    this(layout, new StripedCells(BUCKETS + layout.cells()));
  }

  void record(long elapsedNanos) {
    long nanos = Math.max(0, elapsedNanos);
    cells.add(SUM, nanos, BUCKETS + layout.cell(nanos), 1);
  }

  static DurationCells[] append(DurationCells[] cells, DurationCells more) {
    DurationCells[] all = Arrays.copyOf(cells, cells.length + 1);
    all[cells.length] = more;
    return all;
  }

  /** Counts a call whose duration nobody knows; no bucket has it. */
  void recordUntimed() {
    cells.add(UNTIMED, 1);
  }

  /** Returns how many calls there were, those included whose duration nobody knows. */
  @Override
  public long count() {
    return cells.sumFrom(UNTIMED);
  }

  /** Returns how many durations there are. */
  long durations() {
    return cells.sumFrom(BUCKETS);
  }

  /** Returns the sum of all durations, {@link Long#MAX_VALUE} past that. */
  long sumNanos() {
    long sum = cells.sum(SUM);
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Adds the counts of the explicit buckets of {@link #layout()} to an array of theirs. */
  void addTo(long[] counts) {
    layout.addTo(cells, BUCKETS, counts);
  }
}
