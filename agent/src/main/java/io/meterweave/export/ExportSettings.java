// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's settings as its autoconfiguration is to read them.
 *
 * <p>Confined to the thread that starts the telemetry.
 *
 * <p>They mean what OpenTelemetry documents, but for this: metrics always stand on our own page, so
 * {@code prometheus} in {@code otel.metrics.exporter} starts no second server, and the default, as
 * well as {@code none}, is no exporter beside that page.
 */
final class ExportSettings {
  private static final String METRICS_EXPORTER = "otel.metrics.exporter";
  private static final String TRACES_EXPORTER = "otel.traces.exporter";
  private static final String LOGS_EXPORTER = "otel.logs.exporter";
  private static final String RETRY_DISABLED = "otel.java.exporter.otlp.retry.disabled";
  private static final String CONFIG_FILE = "otel.config.file";
  private static final String NONE = "none";

  /** The opt-in to leave the command line, which may hold passwords, out of the resource. */
  private static final String NO_COMMAND_LINE = "otel.instrumentation.common.v3-preview";

  private final NavigableMap<String, String> settings = new TreeMap<>();
  private final boolean retries;

  ExportSettings(Map<String, String> openTelemetry) {
    for (Map.Entry<String, String> setting : openTelemetry.entrySet()) {
      if (!setting.getValue().isBlank()) {
        settings.put(setting.getKey(), setting.getValue());
      }
    }
    retries = !"true".equalsIgnoreCase(settings.get(RETRY_DISABLED));
    settings.put(RETRY_DISABLED, "true");
    settings.put(METRICS_EXPORTER, withoutPrometheus(settings.get(METRICS_EXPORTER)));
    settings.putIfAbsent(LOGS_EXPORTER, NONE);
    settings.putIfAbsent(NO_COMMAND_LINE, "true");
    if (settings.remove(CONFIG_FILE) != null) {
      Incidents.warn(
          Incidents.Kind.CONFIG,
          CONFIG_FILE
              + " is not read: Meterweave knows OpenTelemetry's settings by name (otel.…, OTEL_…)"
              + " only. Set what it says there.");
    }
  }

  private static String withoutPrometheus(@Nullable String exporters) {
    List<String> others = new ArrayList<>();
    for (String name : (exporters == null ? NONE : exporters).split(",", -1)) {
      if (!name.isBlank() && !name.strip().equals("prometheus")) {
        others.add(name.strip());
      }
    }
    return others.isEmpty() ? NONE : String.join(",", others);
  }

  Map<String, String> asMap() {
    return settings;
  }

  /** Returns whether attempts that failed are to be made again. */
  boolean retries() {
    return retries;
  }

  /**
   * Takes out the setting that a complaint is about, and says so.
   *
   * @param complaint what the autoconfiguration said
   * @return false if no setting can be blamed
   */
  boolean repair(String complaint) {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (isBlamed(setting, complaint)) {
        blame(setting.getKey(), complaint);
        return true;
      }
    }
    return false;
  }

  /**
   * Takes out the setting without which a complaint ends, for some complaints name no setting.
   *
   * @param complaint what the autoconfiguration said
   * @param tryOut says what it says to these settings as they are, empty if nothing
   * @return false if no setting can be blamed
   */
  boolean repairByTrial(String complaint, Supplier<String> tryOut) {
    // From behind, so that otel.traces.sampler.arg is tried before otel.traces.sampler.
    for (String key : List.copyOf(settings.descendingKeySet())) {
      String value = settings.get(key);
      if (value == null || isOurs(value)) {
        continue;
      }
      settings.remove(key);
      boolean isTheOne = !tryOut.get().equals(complaint);
      settings.put(key, value);
      if (isTheOne) {
        blame(key, complaint);
        return true;
      }
    }
    return false;
  }

  private void blame(String key, String complaint) {
    String replacement = replace(key);
    Incidents.warn(
        Incidents.Kind.CONFIG,
        key + " is wrong and not used (" + complaint + "); " + replacement + ". Correct it.");
  }

  private static boolean isOurs(String value) {
    return value.equals(NONE) || value.equals("true");
  }

  private static boolean isBlamed(Map.Entry<String, String> setting, String complaint) {
    String value = setting.getValue();
    return !isOurs(value)
        && (complaint.contains(setting.getKey())
            || (value.length() > 2 && complaint.contains(value)));
  }

  private String replace(String key) {
    boolean isExporter = List.of(TRACES_EXPORTER, METRICS_EXPORTER, LOGS_EXPORTER).contains(key);
    if (isExporter) {
      settings.put(key, NONE);
      return NONE + " is used";
    }
    settings.remove(key);
    return "the default is used";
  }

  /** Takes out everything but the resource. */
  void reset() {
    settings.keySet().removeIf(key -> !key.startsWith("otel.resource.") && !isServiceName(key));
    settings.put(TRACES_EXPORTER, NONE);
    settings.put(METRICS_EXPORTER, NONE);
    settings.put(LOGS_EXPORTER, NONE);
  }

  private static boolean isServiceName(String key) {
    return key.toLowerCase(Locale.ROOT).equals("otel.service.name");
  }
}
