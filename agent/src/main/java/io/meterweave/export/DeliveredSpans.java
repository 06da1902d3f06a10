// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** A span exporter whose exports are made by a {@link Delivery}. Thread-safe. */
final class DeliveredSpans implements SpanExporter {
  private final SpanExporter exporter;
  private final Delivery delivery;

  DeliveredSpans(SpanExporter exporter, Delivery delivery) {
    this.exporter = exporter;
    this.delivery = delivery;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
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
