// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.Incidents;
import io.meterweave.record.CellMetrics;
import io.meterweave.record.SpanOutlet;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.internal.MeterConfig;
import io.opentelemetry.sdk.metrics.internal.SdkMeterProviderUtil;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets OpenTelemetry's SDK up as its settings say, for us alone: nothing global, no shutdown hook.
 *
 * <p>Thread-safe. Never throws: a wrong setting is said and left out. To be called on a thread of
 * the agent's own, beside the application's start, for it reads files and asks for the host's name.
 */
public final class TelemetrySetup {
  private static final int MAX_REPAIRS = 20;
  private static final String NO_PROCESSOR =
      "spans are not exported: otel.traces.exporter names an exporter, but OpenTelemetry's SDK has"
          + " no span processor that leads to it; leave out what changes the processors";

  private final ExportSettings settings;
  private final @Nullable CellMetrics cells;
  private final IdGenerator ids;
  private Resource program = Resource.empty();
  private TracerProvider early = TracerProvider.noop();

  private TelemetrySetup(ExportSettings settings, @Nullable CellMetrics cells, IdGenerator ids) {
    this.settings = settings;
    this.cells = cells;
    this.ids = ids;
  }

  /**
   * Starts.
   *
   * @param openTelemetry all of OpenTelemetry's settings by property name ({@code otel.…}); neither
   *     system properties nor the environment are read beside them
   * @param cells our own metrics, or null for none
   * @param ids makes the ids of {@link Telemetry#earlyTracerProvider()}
   */
  public static Telemetry start(
      Map<String, String> openTelemetry, @Nullable CellMetrics cells, IdGenerator ids) {
    TelemetrySetup setup = new TelemetrySetup(new ExportSettings(openTelemetry), cells, ids);
    for (int i = 0; i < MAX_REPAIRS; i++) {
      try {
        return setup.build();
      } catch (Throwable failure) {
        String complaint = complaint(failure);
        if (!(failure instanceof ConfigurationException)
            || !(setup.settings.repair(complaint)
                || setup.settings.repairByTrial(complaint, setup::tryOut))) {
          Incidents.swallow(
              Incidents.Kind.CONFIG, "OpenTelemetry's settings, which are not used", failure);
          setup.settings.reset();
        }
      }
    }
    throw new IllegalStateException("cannot happen: without settings nothing can be wrong");
  }

  /** Returns what is complained about, or an empty text. */
  private String tryOut() {
    try {
      build().shutdown(Duration.ZERO);
      return "";
    } catch (Throwable failure) {
      return complaint(failure);
    }
  }

  /** The first message that says something: the outermost may only say that it is unexpected. */
  private static String complaint(Throwable failure) {
    Throwable cause = failure.getCause();
    String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    return cause != null && message.startsWith("Unexpected ") ? complaint(cause) : message;
  }

  private Telemetry build() {
    Exporters exporters = new Exporters(settings.retries());
    PrometheusEndpoint page = new PrometheusEndpoint(cells);
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .setServiceClassLoader(TelemetrySetup.class.getClassLoader())
            .addResourceCustomizer(
                (resource, config) -> {
                  program = ProgramName.complete(resource);
                  return program;
                })
            .addSpanExporterCustomizer(
                (SpanExporter exporter, ConfigProperties config) ->
                    exporters.deliver(exporter, config))
            .addSpanProcessorCustomizer(
                (SpanProcessor queue, ConfigProperties config) -> exporters.guard(queue))
            .addMetricExporterCustomizer(
                (MetricExporter exporter, ConfigProperties config) ->
                    exporters.deliver(exporter, config))
            .addMeterProviderCustomizer((meters, config) -> metrics(meters, page))
            .addTracerProviderCustomizer((tracers, config) -> tracers(tracers));
    useOnly(DefaultConfigProperties.createFromMap(settings.asMap()), builder);
    try {
      AutoConfiguredOpenTelemetrySdk sdk = builder.build();
      page.describe(program);
      SdkTracerProvider tracers = sdk.getOpenTelemetrySdk().getSdkTracerProvider();
      SpanProcessor processor = processorOf(tracers);
      if (exporters.takeSpans() && !processor.isEndRequired()) {
        Incidents.warn(Incidents.Kind.CONFIG, NO_PROCESSOR);
      }
      SpanOutlet outlet =
          new SpanOutlet(tracers.getSampler(), tracers.getSpanLimits(), program, processor);
      return new Telemetry(sdk.getOpenTelemetrySdk(), outlet, early, program, page, exporters);
    } catch (Throwable failure) {
      exporters.stopTimer();
      throw failure;
    }
  }

  private SdkMeterProviderBuilder metrics(SdkMeterProviderBuilder meters, PrometheusEndpoint page) {
    SdkMeterProviderUtil.addMeterConfiguratorCondition(
        meters,
        scope ->
            scope.getName().startsWith("io.opentelemetry.sdk.")
                || scope.getName().startsWith("io.opentelemetry.exporters."),
        MeterConfig.disabled());
    if (cells != null) {
      meters.registerMetricProducer(page.forOthers(cells));
    }
    return meters.registerMetricReader(page.reader());
  }

  /** Makes a second provider of the same processors, whose ids are the given ones. */
  private SdkTracerProviderBuilder tracers(SdkTracerProviderBuilder tracers) {
    early = tracers.setIdGenerator(ids).build();
    return tracers.setIdGenerator(IdGenerator.random());
  }

  /**
   * Returns who gets the spans, whichever way the processors were added; there is no public way.
   */
  private static SpanProcessor processorOf(SdkTracerProvider tracers) {
    try {
      Field shared = SdkTracerProvider.class.getDeclaredField("sharedState");
      shared.setAccessible(true);
      Object state = shared.get(tracers);
      Method processor = state.getClass().getDeclaredMethod("getActiveSpanProcessor");
      processor.setAccessible(true);
      return (SpanProcessor) processor.invoke(state);
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException(otherVersion);
    }
  }

  /**
   * Makes the builder read the given settings and nothing else; there is no public way.
   *
   * <p>The public ways add to what it reads from the environment itself, where it stumbles over
   * settings meant for other agents ({@code OTEL_CONFIG_FILE}).
   */
  private static void useOnly(
      ConfigProperties settings, AutoConfiguredOpenTelemetrySdkBuilder builder) {
    try {
      Method setConfig =
          AutoConfiguredOpenTelemetrySdkBuilder.class.getDeclaredMethod(
              "setConfig", ConfigProperties.class);
      setConfig.setAccessible(true);
      setConfig.invoke(builder, settings);
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException(otherVersion);
    }
  }
}
