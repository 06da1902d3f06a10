// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.incubator.metrics.BoundDoubleHistogram;
import io.opentelemetry.api.incubator.metrics.BoundLongCounter;
import io.opentelemetry.api.incubator.metrics.ExtendedDoubleHistogram;
import io.opentelemetry.api.incubator.metrics.ExtendedLongCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same recording by the libraries that are called by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LibraryCalls {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("tenant");
  private static final double SECONDS = 1e-9;

  private final SdkMeterProvider provider =
      SdkMeterProvider.builder()
          .registerMetricReader(PrometheusMetricReader.create())
          .setResource(io.opentelemetry.sdk.resources.Resource.empty())
          .build();
  private final LongCounter counter;
  private final DoubleHistogram histogram;
  private final BoundLongCounter boundCounter;
  private final BoundDoubleHistogram boundHistogram;
  private final Timer timer =
      Timer.builder("work")
          .tag("method", "Work.run")
          .register(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  private int number = 42;

  /** Makes the instruments. */
  public LibraryCalls() {
    Meter meter = provider.get("bench");
    counter = meter.counterBuilder("calls").build();
    histogram = meter.histogramBuilder("duration").setUnit("s").build();
    Attributes attributes = Attributes.of(METHOD, "Work.run");
    boundCounter = ((ExtendedLongCounter) counter).bind(attributes);
    boundHistogram = ((ExtendedDoubleHistogram) histogram).bind(attributes);
  }

  @Benchmark
  public int openTelemetryBound() {
    long start = System.nanoTime();
    int result = Work.run(number);
    double seconds = (System.nanoTime() - start) * SECONDS;
    boundCounter.add(1);
    boundHistogram.record(seconds);
    return result;
  }

  @Benchmark
  public int openTelemetryByTenant(Tenants tenants) {
    String tenant = tenants.next();
    long start = System.nanoTime();
    int result = Work.run(number);
    double seconds = (System.nanoTime() - start) * SECONDS;
    Attributes attributes = Attributes.of(METHOD, "Work.run", TENANT, tenant);
    counter.add(1, attributes);
    histogram.record(seconds, attributes);
    return result;
  }

  @Benchmark
  public int micrometerTimer() {
    long start = System.nanoTime();
    int result = Work.run(number);
    timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return result;
  }

  /** Ends the reader. */
  @TearDown
  public void close() {
    provider.close();
  }
}
