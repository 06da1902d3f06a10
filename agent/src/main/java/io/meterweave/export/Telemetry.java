// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.meterweave.record.SpanOutlet;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * OpenTelemetry as it runs: what records and where it goes.
 *
 * <p>Thread-safe. No method throws.
 */
public final class Telemetry {
  private final OpenTelemetrySdk sdk;
  private final SpanOutlet outlet;
  private final TracerProvider early;
  private final Resource resource;
  private final PrometheusEndpoint prometheus;
  private final Exporters exporters;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  Telemetry(
      OpenTelemetrySdk sdk,
      SpanOutlet outlet,
      TracerProvider early,
      Resource resource,
      PrometheusEndpoint prometheus,
      Exporters exporters) {
    this.sdk = sdk;
    this.outlet = outlet;
    this.early = early;
    this.resource = resource;
    this.prometheus = prometheus;
    this.exporters = exporters;
  }

  /** Takes spans that we make. */
  public SpanOutlet outlet() {
    return outlet;
  }

  /** Makes tracers, beside our own spans. */
  public TracerProvider tracerProvider() {
    return sdk.getSdkTracerProvider();
  }

  /** Makes tracers whose ids are given, for spans that started before there was a tracer. */
  public TracerProvider earlyTracerProvider() {
    return early;
  }

  /** Makes meters, beside our own cells. */
  public MeterProvider meterProvider() {
    return sdk.getSdkMeterProvider();
  }

  /** How trace context crosses processes, as {@code otel.propagators} says. */
  public ContextPropagators propagators() {
    return sdk.getPropagators();
  }

  /** Who records. */
  public Resource resource() {
    return resource;
  }

  /** The page that Prometheus reads. */
  public PrometheusEndpoint prometheus() {
    return prometheus;
  }

  /** How each exporter does. */
  public List<ExporterState> exporterStates() {
    return exporters.states();
  }

  /** Returns the exports that failed, by exporter: {@code meterweave_export_failures_total}. */
  public Map<String, Long> exportFailures() {
    return exporters.failures();
  }

  /** Returns the spans that were recorded and not exported, by reason. */
  public Map<String, Long> spansDropped() {
    return exporters.spansDropped();
  }

  /**
   * Sends what is recorded.
   *
   * @return whether that ended within the limit; not whether it arrived
   */
  public boolean flush(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    CompletableResultCode spans =
        beside("flush-traces", () -> sdk.getSdkTracerProvider().forceFlush());
    CompletableResultCode metrics =
        beside("flush-metrics", () -> sdk.getSdkMeterProvider().forceFlush());
    boolean areSpansFlushed = waitFor(spans, deadline);
    return waitFor(metrics, deadline) && areSpansFlushed;
  }

  /**
   * Sends what is recorded, and stops. All within the limit, whatever the backends do: nothing is
   * tried twice any more, one that failed before gets half a second, and what was lost is said.
   */
  public void shutdown(Duration limit) {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + limit.toNanos();
    outlet.close();
    exporters.close(limit.minus(limit.dividedBy(10)));
    CompletableResultCode spans =
        beside("stop-traces", () -> sdk.getSdkTracerProvider().shutdown());
    CompletableResultCode metrics =
        beside("stop-metrics", () -> sdk.getSdkMeterProvider().shutdown());
    waitFor(spans, deadline);
    waitFor(metrics, deadline);
    exporters.giveUp();
    exporters.stopTimer();
    exporters.reportLoss();
  }

  /** Runs a step that may block on a thread of its own. */
  private static CompletableResultCode beside(String name, Supplier<CompletableResultCode> step) {
    CompletableResultCode result = new CompletableResultCode();
    AgentThreads.daemon(
            name,
            Incidents.Kind.EXPORT,
            () -> {
              try {
                CompletableResultCode done = step.get();
                done.whenComplete(result::succeed);
              } catch (Throwable failure) {
                result.failExceptionally(failure);
              }
            })
        .start();
    return result;
  }

  private static boolean waitFor(CompletableResultCode step, long deadline) {
    long left = deadline - System.nanoTime();
    return step.join(Math.max(left, 0), TimeUnit.NANOSECONDS).isDone();
  }
}
