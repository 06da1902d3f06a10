// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.util.ArrayList;
import java.util.List;

/** A gauge that goes up and down, with its series. Thread-safe. */
final class LevelFamily extends Family<Level> {
  LevelFamily(FamilySpec spec, int maxSeries) {
    super(spec, maxSeries);
  }

  @Override
  Level make(boolean isOverflow) {
    return new Level(isOverflow);
  }

  @Override
  long recordings(Level ofOverflow) {
    return ofOverflow.rises();
  }

  @Override
  public Data<?> points(Collecting at) {
    List<LongPointData> points = new ArrayList<>(size());
    forEach((labels, series) -> points.add(at.point(labels, series.value())));
    return GaugeData.createLongGaugeData(points);
  }
}
