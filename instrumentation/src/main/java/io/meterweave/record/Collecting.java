// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.resources.Resource;
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
}
