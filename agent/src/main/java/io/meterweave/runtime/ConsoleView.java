// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.config.MeterweaveConfig;
import io.meterweave.console.ConsoleSource;
import io.meterweave.console.EndpointRow;
import io.meterweave.console.Exposition;
import io.meterweave.console.Identity;
import io.meterweave.console.MethodRow;
import io.meterweave.console.Overview;
import io.meterweave.console.SettingRow;
import io.meterweave.export.ExporterState;
import io.meterweave.export.PrometheusPage;
import io.meterweave.export.Telemetry;
import io.meterweave.plan.MethodFigures;
import io.meterweave.plan.Recording;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.weave.WeaveReport;
import io.meterweave.weave.WovenMethod;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent as the console sees it. Thread-safe. */
final class ConsoleView implements ConsoleSource {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final MeterweaveConfig config;
  private final Recording recording;
  private final WeaveReport report;
  private final Telemetry telemetry;

  ConsoleView(
      MeterweaveConfig config, Recording recording, WeaveReport report, Telemetry telemetry) {
    this.config = config;
    this.recording = recording;
    this.report = report;
    this.telemetry = telemetry;
  }

  @Override
  public Identity identity() {
    return new Identity(
        attribute("service.name"),
        attribute("service.version"),
        attribute("deployment.environment.name"),
        System.getProperty("java.vm.name", "") + " " + System.getProperty("java.version", ""),
        ProcessHandle.current().pid(),
        AgentVersion.VERSION,
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(Instant::toEpochMilli)
            .orElse(System.currentTimeMillis()));
  }

  private String attribute(String key) {
    String value = telemetry.resource().getAttribute(AttributeKey.stringKey(key));
    return value == null ? "" : value;
  }

  @Override
  public Exposition metrics(String accept) {
    PrometheusPage page = telemetry.prometheus().scrape(accept);
    return new Exposition(page.contentType(), page.body());
  }

  @Override
  public Overview overview() {
    return new Overview(methods(), endpoints(), settings());
  }

  private List<MethodRow> methods() {
    Map<String, MethodFigures> figures = new HashMap<>();
    for (MethodFigures method : recording.figures()) {
      figures.put(key(method.spec()), method);
    }
    List<MethodRow> rows = new ArrayList<>();
    for (WovenMethod method : report.woven()) {
      rows.add(woven(method.spec(), figures.get(key(method.spec()))));
    }
    for (Rejection rejection : report.rejections()) {
      rows.add(rejected(rejection));
    }
    return rows;
  }

  private static String key(MethodSpec spec) {
    return spec.functionName() + spec.descriptor();
  }

  /** A method without figures was woven and not called yet. */
  private static MethodRow woven(MethodSpec spec, @Nullable MethodFigures figures) {
    return new MethodRow(
        spec.functionName(),
        spec.descriptor(),
        records(spec),
        MethodRow.Status.WOVEN,
        "",
        figures == null ? 0 : figures.calls(),
        figures == null ? 0 : figures.errors(),
        figures == null ? Double.NaN : figures.meanSeconds() * MILLIS_PER_SECOND);
  }

  private static List<String> records(MethodSpec spec) {
    List<String> records = new ArrayList<>();
    if (!spec.requests().metrics().isEmpty()) {
      records.add("metrics");
    }
    if (spec.requests().span() != null || spec.requests().llm() != null) {
      records.add("span");
    }
    if (spec.requests().llm() != null) {
      records.add("llm");
    }
    return records;
  }

  private static MethodRow rejected(Rejection rejection) {
    return new MethodRow(
        rejection.className() + "." + rejection.methodName(),
        rejection.descriptor(),
        List.of(),
        MethodRow.Status.REJECTED,
        rejection.reason(),
        MethodRow.NOT_COUNTED,
        MethodRow.NOT_COUNTED,
        Double.NaN);
  }

  private List<EndpointRow> endpoints() {
    List<EndpointRow> rows = new ArrayList<>();
    rows.add(new EndpointRow("Prometheus", "/metrics", EndpointRow.State.OK, ""));
    rows.add(new EndpointRow("Health", "/health", EndpointRow.State.OK, ""));
    for (ExporterState state : telemetry.exporterStates()) {
      rows.add(exporter(state));
    }
    return rows;
  }

  private static EndpointRow exporter(ExporterState state) {
    String protocol = state.protocol().isEmpty() ? "" : " (" + state.protocol() + ")";
    String error = state.lastError();
    boolean isFailing = state.condition() == ExporterState.Condition.FAILING;
    return new EndpointRow(
        title(state.signal()) + " by " + state.exporter().toUpperCase(Locale.ROOT) + protocol,
        state.endpoint(),
        isFailing ? EndpointRow.State.FAILING : EndpointRow.State.OK,
        error != null && isFailing ? error : state.exported() + " sent");
  }

  private static String title(String signal) {
    return signal.substring(0, 1).toUpperCase(Locale.ROOT) + signal.substring(1);
  }

  private List<SettingRow> settings() {
    List<SettingRow> rows = new ArrayList<>();
    for (MeterweaveConfig.Entry entry : config.entries()) {
      rows.add(new SettingRow(entry.key(), entry.value(), entry.origin().toString()));
    }
    return rows;
  }
}
