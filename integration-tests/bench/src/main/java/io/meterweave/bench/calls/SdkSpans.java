// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A span around the work by hand, with OpenTelemetry's SDK and the attribute that a span of ours
 * has, sent where the property {@code bench.sink} says.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SdkSpans {
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setSampler(
              Boolean.getBoolean("bench.unsampled") ? Sampler.alwaysOff() : Sampler.alwaysOn())
          .addSpanProcessor(
              BatchSpanProcessor.builder(
                      OtlpHttpSpanExporter.builder()
                          .setEndpoint(System.getProperty("bench.sink") + "/v1/traces")
                          .build())
                  .build())
          .build();
  private final Tracer tracer = provider.get("bench");
  private int number = 42;

  @Benchmark
  public int traced() {
    Span span =
        tracer
            .spanBuilder("Work.run")
            .setAttribute("code.function.name", "io.meterweave.bench.calls.Work.run")
            .startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return Work.run(number);
    } finally {
      span.end();
    }
  }

  /** Ends the queue. */
  @TearDown
  public void close() {
    provider.close();
  }
}
