// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import java.util.ArrayList;
import java.util.List;

/** What the series of one metric show, as OpenTelemetry has it. Confined to one thread. */
final class Points implements SeriesSink {
  private final Collecting at;
  private final List<PointData> points;

  private Points(Collecting at, int size) {
    this.at = at;
    this.points = new ArrayList<>(size);
  }

  /** Returns the points of all series of a family. */
  static List<PointData> of(Collected family, Collecting at) {
    Points points = new Points(at, family.size());
    family.show(points);
    return points.points;
  }

  @Override
  public long[] zeros(int length) {
    return new long[length];
  }

  @Override
  public void count(SeriesLabels labels, long value) {
    points.add(
        LongPointData.create(at.startEpochNanos(), at.epochNanos(), labels.attributes(), value));
  }

  @Override
  public void amount(SeriesLabels labels, double value) {
    points.add(
        DoublePointData.create(
            at.startEpochNanos(), at.epochNanos(), labels.attributes(), value, List.of()));
  }

  @Override
  public void histogram(
      SeriesLabels labels, double sum, List<Double> bounds, long[] countsOfBuckets) {
    List<Long> counts = new ArrayList<>(countsOfBuckets.length);
    for (long count : countsOfBuckets) {
      counts.add(count);
    }
    points.add(
        HistogramPointData.create(
            at.startEpochNanos(),
            at.epochNanos(),
            labels.attributes(),
            sum,
            /* hasMin= */ false,
            0,
            /* hasMax= */ false,
            0,
            bounds,
            counts));
  }

  @Override
  public void summary(SeriesLabels labels, long count, double sum) {
    points.add(
        SummaryPointData.create(
            at.startEpochNanos(), at.epochNanos(), labels.attributes(), count, sum, List.of()));
  }
}
