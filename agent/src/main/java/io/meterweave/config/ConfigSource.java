// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place in which settings were found.
 *
 * <p>Confined to the thread that reads the configuration. The first of two equal names stays.
 */
/*
 * Names are kept in one form (ConfigKey.canonical) in three separate spaces, so that the same
 * question can be asked of every source however it writes its names:
 *
 *   own    prometheus.port                 from prometheus.port, METERWEAVE_PROMETHEUS_PORT …
 *   otel   otel.exporter.prometheus.port   from itself, OTEL_EXPORTER_PROMETHEUS_PORT
 *   older  prometheus.port                 from PROMETHEUS_PORT
 *
 * Underscores cannot be turned back into dots or dashes, therefore all three become dots.
 */
final class ConfigSource {
  /** A value and the name under which it was written. */
  record Setting(String writtenName, String value) {}

  private final ConfigOrigin.Source kind;
  private final Map<String, Setting> own = new LinkedHashMap<>();
  private final Map<String, Setting> openTelemetry = new LinkedHashMap<>();
  private final Map<String, Setting> older = new LinkedHashMap<>();

  ConfigSource(ConfigOrigin.Source kind) {
    this.kind = kind;
  }

  ConfigOrigin.Source kind() {
    return kind;
  }

  void addOwn(String name, String writtenName, String value) {
    add(own, name, writtenName, value);
  }

  void addOpenTelemetry(String writtenName, String value) {
    add(openTelemetry, writtenName, writtenName, value);
  }

  void addOlder(String writtenName, String value) {
    add(older, writtenName, writtenName, value);
  }

  @Nullable Setting own(String name) {
    return own.get(ConfigKey.canonical(name));
  }

  @Nullable Setting openTelemetry(String name) {
    return openTelemetry.get(ConfigKey.canonical(name));
  }

  @Nullable Setting older(String name) {
    return older.get(ConfigKey.canonical(name));
  }

  /** Returns our settings by name in the one form. */
  Map<String, Setting> ownSettings() {
    return own;
  }

  /** Returns OpenTelemetry's settings by name, {@code otel.…}. */
  Map<String, Setting> openTelemetrySettings() {
    return openTelemetry;
  }

  ConfigOrigin origin(Setting setting) {
    return new ConfigOrigin(kind, setting.writtenName());
  }

  /** As in OpenTelemetry's specification, an empty value is no value. */
  private static void add(
      Map<String, Setting> space, String name, String writtenName, String value) {
    String trimmed = value.trim();
    if (!trimmed.isEmpty()) {
      space.putIfAbsent(ConfigKey.canonical(name), new Setting(writtenName, trimmed));
    }
  }
}
