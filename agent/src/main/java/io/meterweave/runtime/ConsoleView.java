// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.config.MeterweaveConfig;
import io.meterweave.console.ConsoleSource;
import io.meterweave.console.EndpointRow;
import io.meterweave.console.Exposition;
import io.meterweave.console.Identity;
import io.meterweave.console.Overview;
import io.meterweave.console.SettingRow;
import io.meterweave.export.ExporterState;
import io.meterweave.export.PrometheusPage;
import io.meterweave.export.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The agent as the console sees it. Thread-safe. */
final class ConsoleView implements ConsoleSource {
  private final MeterweaveConfig config;
  private final MethodRows methods;
  private final Telemetry telemetry;

  ConsoleView(MeterweaveConfig config, MethodRows methods, Telemetry telemetry) {
    this.config = config;
    this.methods = methods;
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
    PrometheusPage page = telemetry.prometheus().page(accept);
    return new Exposition(page.contentType(), page::writeTo);
  }

  @Override
  public Overview overview() {
    return new Overview(methods.rows(), endpoints(), settings());
  }

  @Override
  public int switchMethods(String id, boolean isOn) {
    return methods.switchMethods(id, isOn);
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
