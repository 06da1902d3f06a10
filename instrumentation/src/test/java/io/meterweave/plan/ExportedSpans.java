// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.record.SpanOutlet;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Connects a recording to an SDK for each test; after each, no span may be current. */
final class ExportedSpans implements BeforeEachCallback, AfterEachCallback {
  private final Recording recording;
  final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  final SdkTracerProvider provider;
  private final SpanOutlet outlet;

  ExportedSpans(Recording recording) {
    this.recording = recording;
    SpanProcessor processor = SimpleSpanProcessor.create(exporter);
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(recording.idGenerator())
            .addSpanProcessor(processor)
            .build();
    this.outlet =
        new SpanOutlet(
            provider.getSampler(), provider.getSpanLimits(), Resource.getDefault(), processor);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    recording.connect(outlet, provider, ContextPropagators.noop());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    provider.close();
    assertThat(Span.current()).isSameAs(Span.getInvalid());
  }
}
