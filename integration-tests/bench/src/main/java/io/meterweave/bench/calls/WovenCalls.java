// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.micrometer.core.annotation.Timed;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same work in annotated methods; without the agent that the annotation is for, bare ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WovenCalls {
  private final Annotated annotated = new Annotated();
  private int number = 42;

  /** What Micrometer's aspect records into. */
  @Setup
  public void register() {
    Metrics.addRegistry(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  @Benchmark
  public int measured() {
    return annotated.measured(number);
  }

  @Benchmark
  public int switchedOff(SwitchedOff now) {
    return annotated.measured(number);
  }

  @Benchmark
  public int detached(Detached now) {
    return annotated.measured(number);
  }

  @Benchmark
  public int measuredByTenant(Tenants tenants) {
    return annotated.measuredByTenant(tenants.next(), number);
  }

  @Benchmark
  public int counted() {
    return annotated.counted(number);
  }

  @Benchmark
  public int traced() {
    return annotated.traced(number);
  }

  /** The second inside the first. */
  @Benchmark
  public int tracedTwice() {
    return annotated.tracedTwice(number);
  }

  @Benchmark
  public int measuredAndTraced() {
    return annotated.measuredAndTraced(number);
  }

  @Benchmark
  public int withSpan() {
    return annotated.withSpan(number);
  }

  @Benchmark
  public int timed() {
    return annotated.timed(number);
  }

  /** One method per annotation. */
  public static class Annotated {
    @TrackMetrics
    public int measured(int from) {
      return Work.run(from);
    }

    @TrackMetrics
    public int measuredByTenant(@Label("tenant") String tenant, int from) {
      return Work.run(from);
    }

    @CountCalls
    public int counted(int from) {
      return Work.run(from);
    }

    @TraceOperation
    public int traced(int from) {
      return Work.run(from);
    }

    @TraceOperation
    public int tracedTwice(int from) {
      return traced(from);
    }

    @TrackMetrics
    @TraceOperation
    public int measuredAndTraced(int from) {
      return Work.run(from);
    }

    @WithSpan
    public int withSpan(int from) {
      return Work.run(from);
    }

    @Timed("work")
    public int timed(int from) {
      return Work.run(from);
    }
  }
}
