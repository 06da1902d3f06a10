// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.ArrayList;
import java.util.List;

/** A counter with its series. Thread-safe. */
final class CounterFamily extends Family<Counter> {
  CounterFamily(FamilySpec spec, int maxSeries) {
    super(spec, maxSeries);
  }

  @Override
  Counter make(boolean isOverflow) {
    return new Counter();
  }

  @Override
  long recordings(Counter ofOverflow) {
    return ofOverflow.value();
  }

  @Override
  public Data<?> points(Collecting at) {
    List<LongPointData> points = new ArrayList<>(size());
    forEach((labels, series) -> points.add(at.point(labels, series.value())));
    return SumData.createLongSumData(true, AggregationTemporality.CUMULATIVE, points);
  }
}
