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
  private static final String OWN_NAME = "meterweave.";
  private static final String OTEL_NAME = "otel.";

  /**
   * A value and the name under which it was written.
   *
   * @param place file, line and column; null outside of files
   */
  record Setting(String writtenName, String value, @Nullable String place) {}

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
    add(own, name, new Setting(writtenName, value, null));
  }

  void addOpenTelemetry(String writtenName, String value) {
    add(openTelemetry, writtenName, new Setting(writtenName, value, null));
  }

  void addOlder(String writtenName, String value) {
    add(older, writtenName, new Setting(writtenName, value, null));
  }

  /**
   * Adds a setting under whichever kind of name it has: ours, with or without {@code meterweave.},
   * OpenTelemetry's, or an older one. Returns the one that was there already, or null.
   */
  @Nullable Setting addAnyName(String name, String value, @Nullable String place) {
    String canonical = ConfigKey.canonical(name);
    String ours =
        canonical.startsWith(OWN_NAME) ? canonical.substring(OWN_NAME.length()) : canonical;
    Setting setting = new Setting(name, value, place);
    if (!NearestKey.isKnown(ours) && NearestKey.isOlder(canonical)) {
      return add(older, name, setting);
    }
    return canonical.startsWith(OTEL_NAME)
        ? add(openTelemetry, name, setting)
        : add(own, ours, setting);
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

  /** Returns where it was written: the name, or the file and the line. */
  ConfigOrigin origin(Setting setting) {
    String place = setting.place();
    return new ConfigOrigin(
        kind, place == null ? setting.writtenName() : place.substring(0, place.lastIndexOf(':')));
  }

  /** Returns place and name for a message. */
  String where(Setting setting) {
    return setting.place() == null
        ? origin(setting).toString()
        : setting.place() + ": " + setting.writtenName();
  }

  /** As in OpenTelemetry's specification, an empty value is no value. */
  private static @Nullable Setting add(Map<String, Setting> space, String name, Setting setting) {
    String trimmed = setting.value().trim();
    return trimmed.isEmpty()
        ? null
        : space.putIfAbsent(
            ConfigKey.canonical(name),
            new Setting(setting.writtenName(), trimmed, setting.place()));
  }
}
