// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A span processor that is added beside those of the exporters, where {@code otel.test.added} says
 * so.
 */
public final class AddedProcessor implements AutoConfigurationCustomizerProvider, SpanProcessor {
  static final List<String> ENDED = new CopyOnWriteArrayList<>();

  @Override
  public void customize(AutoConfigurationCustomizer setup) {
    setup.addTracerProviderCustomizer(
        (tracers, settings) ->
            settings.getBoolean("otel.test.added", false)
                ? tracers.addSpanProcessor(this)
                : tracers);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ENDED.add(span.getName());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
