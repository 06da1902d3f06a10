// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.atomic.LongAdder;

/**
 * One series of a gauge of the latest number.
 *
 * <p>Thread-safe and lock-free; a recording allocates nothing. Shows nothing until the first one.
 */
final class LatestValue extends FamilySeries {
  private final boolean countsRecordings;
  private final LongAdder recordings = new LongAdder();
  private volatile double latest = Double.NaN;

  LatestValue(boolean countsRecordings) {
    this.countsRecordings = countsRecordings;
  }

  void record(double value) {
    latest = value;
    if (countsRecordings) {
      recordings.increment();
    }
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    double now = latest;
    if (!Double.isNaN(now)) {
      sink.amount(labels, now);
    }
  }

  @Override
  long recordings() {
    return recordings.sum();
  }
}
