// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A metric exporter whose exports are made by a {@link Delivery}. Exports follow each other. */
final class DeliveredMetrics implements MetricExporter {
  private final MetricExporter exporter;
  private final Delivery delivery;
  private final @Nullable Deltas deltas;

  DeliveredMetrics(MetricExporter exporter, Delivery delivery) {
    this.exporter = exporter;
    this.delivery = delivery;
    boolean wantsGrowth =
        exporter.getAggregationTemporality(InstrumentType.COUNTER) == AggregationTemporality.DELTA;
    this.deltas = wantsGrowth ? new Deltas() : null;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    Collection<MetricData> sent = deltas == null ? metrics : deltas.of(metrics);
    if (sent.isEmpty()) {
      return CompletableResultCode.ofSuccess();
    }
    return delivery.send(sent.size(), () -> exporter.export(sent));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return exporter.getAggregationTemporality(type);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    return exporter.getDefaultAggregation(type);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return exporter.getMemoryMode();
  }

  @Override
  public String toString() {
    return exporter.toString();
  }
}
