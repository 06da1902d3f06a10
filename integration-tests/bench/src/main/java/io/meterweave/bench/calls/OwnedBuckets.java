// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The floor with a row of buckets for each thread, which only that thread writes: no atomic
 * addition. One row, to be made per thread.
 */
final class OwnedBuckets {
  private static final int PADDING = 16;
  private static final int SUM = PADDING;
  private static final int BUCKETS = PADDING + 1;

  private final AtomicLongArray row = new AtomicLongArray(BUCKETS + LogBuckets.COUNT + PADDING);

  void record(long nanos) {
    int bucket = BUCKETS + LogBuckets.indexOf(nanos);
    row.setOpaque(SUM, row.getPlain(SUM) + nanos);
    row.setOpaque(bucket, row.getPlain(bucket) + 1);
  }

  long count() {
    long count = 0;
    for (int i = 0; i < LogBuckets.COUNT; i++) {
      count += row.getOpaque(BUCKETS + i);
    }
    return count;
  }
}
