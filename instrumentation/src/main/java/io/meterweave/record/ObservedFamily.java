// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A metric whose values are kept elsewhere and asked for at each collection. Thread-safe. */
final class ObservedFamily implements Collected {
  private final FamilySpec spec;
  private final List<AttributeKey<String>> keys;
  private final Supplier<? extends Map<String, ? extends Number>> values;
  private volatile int size;

  /**
   * Observes a map from the value of the only label to the value of the series.
   *
   * @param values without a label key, a map with one entry
   */
  ObservedFamily(FamilySpec spec, Supplier<? extends Map<String, ? extends Number>> values) {
    this.spec = spec;
    this.keys = spec.attributeKeys();
    this.values = values;
  }

  @Override
  public FamilySpec spec() {
    return spec;
  }

  @Override
  public void show(SeriesSink sink) {
    int shown = 0;
    for (Map.Entry<String, ? extends Number> entry : values.get().entrySet()) {
      Attributes labels =
          keys.isEmpty()
              ? Attributes.empty()
              : Attributes.of(keys.get(0), Names.labelValue(entry.getKey()));
      sink.amount(new SeriesLabels(labels), entry.getValue().doubleValue());
      shown++;
    }
    size = shown;
  }

  @Override
  @SuppressWarnings("unchecked") // all are amounts
  public Data<?> points(Collecting at) {
    List<DoublePointData> points = (List<DoublePointData>) (List<?>) Points.of(this, at);
    return spec.kind().isCounter()
        ? SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points)
        : GaugeData.createDoubleGaugeData(points);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long overflowed() {
    return 0;
  }
}
