// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.ArrayList;
import java.util.List;

/** A counter of amounts with its series. Thread-safe. */
final class AmountFamily extends Family<Amount> {
  AmountFamily(FamilySpec spec, int maxSeries) {
    super(spec, maxSeries);
  }

  @Override
  Amount make(boolean isOverflow) {
    return new Amount();
  }

  @Override
  long recordings(Amount ofOverflow) {
    return ofOverflow.additions();
  }

  @Override
  public Data<?> points(Collecting at) {
    List<DoublePointData> points = new ArrayList<>(size());
    forEach((labels, series) -> points.add(at.point(labels, series.value())));
    return SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points);
  }
}
