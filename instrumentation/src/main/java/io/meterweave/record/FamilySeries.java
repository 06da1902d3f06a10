// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.PointData;
import org.jspecify.annotations.Nullable;

/** One series of a metric. Thread-safe. */
public abstract class FamilySeries {
  FamilySeries() {}

  /** Returns what the series shows now, or null if it shows nothing. */
  abstract @Nullable PointData point(Collecting at, Attributes labels);

  /** Returns how much was recorded; asked of a series that takes what is beyond a limit. */
  abstract long recordings();
}
