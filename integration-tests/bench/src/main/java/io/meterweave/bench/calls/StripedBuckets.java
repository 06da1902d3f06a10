// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The floor of what any thread may record a duration into: a fixed number of rows of buckets, one
 * picked by the thread, two atomic additions. Thread-safe.
 */
final class StripedBuckets {
  /** Keeps neighbours off each other's cache lines. */
  private static final int PADDING = 16;

  private static final int SUM = PADDING;
  private static final int BUCKETS = PADDING + 1;
  private static final int ROWS =
      Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors());

  private final AtomicLongArray[] rows = new AtomicLongArray[ROWS];

  StripedBuckets() {
    for (int i = 0; i < ROWS; i++) {
      rows[i] = new AtomicLongArray(BUCKETS + LogBuckets.COUNT + PADDING);
    }
  }

  @SuppressWarnings("deprecation") // threadId() is not there on 17
  void record(long nanos) {
    AtomicLongArray row = rows[(int) Thread.currentThread().getId() & (ROWS - 1)];
    row.getAndAdd(SUM, nanos);
    row.getAndIncrement(BUCKETS + LogBuckets.indexOf(nanos));
  }

  long count() {
    long count = 0;
    for (AtomicLongArray row : rows) {
      for (int i = 0; i < LogBuckets.COUNT; i++) {
        count += row.get(BUCKETS + i);
      }
    }
    return count;
  }
}
