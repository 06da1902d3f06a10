// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.ArrayList;
import java.util.List;

/** A histogram of durations with its series. Thread-safe. */
final class HistogramFamily extends Family<DurationHistogram> {
  private final BucketLayout layout;

  HistogramFamily(FamilySpec spec, int maxSeries) {
    super(spec, maxSeries);
    this.layout = spec.layout();
  }

  @Override
  DurationHistogram make(boolean isOverflow) {
    return new DurationHistogram(layout);
  }

  @Override
  long recordings(DurationHistogram ofOverflow) {
    return ofOverflow.count();
  }

  @Override
  public Data<?> points(Collecting at) {
    List<HistogramPointData> points = new ArrayList<>(size());
    forEach((labels, series) -> points.add(point(at, labels, series)));
    return HistogramData.create(AggregationTemporality.CUMULATIVE, points);
  }

  private HistogramPointData point(Collecting at, Attributes labels, DurationHistogram series) {
    List<Long> counts = new ArrayList<>(layout.buckets());
    for (long count : series.counts()) {
      counts.add(count);
    }
    return HistogramPointData.create(
        at.startEpochNanos(),
        at.epochNanos(),
        labels,
        series.sumSeconds(),
        /* hasMin= */ false,
        0,
        /* hasMax= */ false,
        0,
        layout.bounds(),
        counts);
  }
}
