// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.PointData;

/** One series of a metric. Thread-safe. */
public abstract class FamilySeries {
  FamilySeries() {}

  /** Returns what the series shows now. */
  abstract PointData point(Collecting at, Attributes labels);

  /** Returns how much was recorded; asked of a series that takes what is beyond a limit. */
  abstract long recordings();
}
