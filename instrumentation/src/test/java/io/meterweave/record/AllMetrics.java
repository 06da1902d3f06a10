// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;

/** Collects everything once, for tests of other packages. */
public final class AllMetrics {
  private AllMetrics() {}

  /** Returns all metrics that have series. */
  public static Collection<MetricData> of(Instruments instruments) {
    return new CellMetrics(instruments, new SpanClock()).produce(Resource.empty());
  }
}
