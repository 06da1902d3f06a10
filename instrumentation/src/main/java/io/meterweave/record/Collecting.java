// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * One collection of all families: every point carries its times.
 *
 * <p>Immutable. Times are nanoseconds since the epoch.
 *
 * @param resource what the metrics describe
 * @param startEpochNanos when counting began
 * @param epochNanos now
 */
record Collecting(Resource resource, long startEpochNanos, long epochNanos) {
  LongPointData point(Attributes labels, long value) {
    return LongPointData.create(startEpochNanos, epochNanos, labels, value);
  }

  DoublePointData point(Attributes labels, double value) {
    return DoublePointData.create(startEpochNanos, epochNanos, labels, value, List.of());
  }

  PointData histogram(Attributes labels, double sum, List<Double> bounds, long[] countsOfBuckets) {
    List<Long> counts = new ArrayList<>(countsOfBuckets.length);
    for (long count : countsOfBuckets) {
      counts.add(count);
    }
    return HistogramPointData.create(
        startEpochNanos,
        epochNanos,
        labels,
        sum,
        /* hasMin= */ false,
        0,
        /* hasMax= */ false,
        0,
        bounds,
        counts);
  }

  PointData summary(Attributes labels, long count, double sum) {
    return SummaryPointData.create(startEpochNanos, epochNanos, labels, count, sum, List.of());
  }
}
