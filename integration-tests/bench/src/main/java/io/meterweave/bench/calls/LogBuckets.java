// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

/** Four buckets to each power of two, from 0 to some 18 minutes of nanoseconds. Stateless. */
final class LogBuckets {
  static final int COUNT = 160;

  private LogBuckets() {}

  static int indexOf(long nanos) {
    if (nanos < 4) {
      return (int) Math.max(0, nanos);
    }
    int magnitude = 63 - Long.numberOfLeadingZeros(nanos);
    int quarter = (int) (nanos >>> (magnitude - 2)) & 3;
    return Math.min(COUNT - 1, 4 * (magnitude - 1) + quarter);
  }
}
