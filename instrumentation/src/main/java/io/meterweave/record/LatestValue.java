// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

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
  @Nullable PointData point(Collecting at, Attributes labels) {
    double now = latest;
    return Double.isNaN(now) ? null : at.point(labels, now);
  }

  @Override
  long recordings() {
    return recordings.sum();
  }
}
