// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A span exporter whose exports are made by a {@link Delivery}. Thread-safe. */
final class DeliveredSpans implements SpanExporter {
  private final SpanExporter exporter;
  private final Delivery delivery;
  private final @Nullable SpanGate gate;

  /**
   * Wraps an exporter.
   *
   * @param gate is told what left the queue; null if another exporter of that queue tells it
   */
  DeliveredSpans(SpanExporter exporter, Delivery delivery, @Nullable SpanGate gate) {
    this.exporter = exporter;
    this.delivery = delivery;
    this.gate = gate;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    if (gate != null) {
      gate.released(spans.size());
    }
    return delivery.send(spans.size(), () -> exporter.export(spans));
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
  public String toString() {
    return exporter.toString();
  }
}
