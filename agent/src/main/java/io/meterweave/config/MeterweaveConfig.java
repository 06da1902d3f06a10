// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.config.ConfigReader.Found;
import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignSettings;
import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The configuration in force.
 *
 * <p>Immutable. Reading it never throws: what is wrong is a problem, and the default is used.
 *
 * @param enabled whether the agent does anything at all
 * @param prometheus where the HTTP server listens
 * @param http who may ask it for what
 * @param log what is said on standard error
 * @param recording what is recorded
 * @param service who records it
 * @param foreign what is done with the annotations of other libraries
 * @param methods what names methods to measure, as it was written
 * @param openTelemetry OpenTelemetry's own settings by property name ({@code otel.…}), ours for the
 *     resource included. They are complete and win over everything: hand them to {@code
 *     AutoConfiguredOpenTelemetrySdkBuilder.addPropertiesCustomizer}, for a properties supplier
 *     would lose against the environment
 * @param entries every key with its value for people and its origin: ours in the order of the
 *     table, then OpenTelemetry's by name; secrets are hidden
 * @param problems what was wrong with what was written, sentences for people
 */
public record MeterweaveConfig(
    boolean enabled,
    Prometheus prometheus,
    Http http,
    Log log,
    Recording recording,
    Service service,
    ForeignSettings foreign,
    List<ConfigValue> methods,
    Map<String, String> openTelemetry,
    List<Entry> entries,
    List<String> problems) {

  /**
   * Where the HTTP server listens.
   *
   * @param host a name or an address
   * @param port 0 for any free port
   */
  public record Prometheus(String host, int port) {}

  /**
   * Who may ask the HTTP server for what.
   *
   * @param token what lets a program change something; empty: nothing does
   */
  public record Http(String token) {}

  /**
   * What is said on standard error.
   *
   * @param level {@code off}, {@code error}, {@code warn}, {@code info} or {@code debug}
   */
  public record Log(String level) {}

  /**
   * What is recorded.
   *
   * @param metrics whether metrics are
   * @param spans whether spans are
   * @param maxSeries how many series a metric may have
   * @param sampleRate the share of calls whose duration is timed, from 0 to 1
   */
  public record Recording(boolean metrics, boolean spans, int maxSeries, double sampleRate) {}

  /**
   * Who records; an empty text is not known.
   *
   * @param name {@code service.name}
   * @param version {@code service.version}
   * @param environment {@code deployment.environment.name}
   */
  public record Service(String name, String version, String environment) {}

  /**
   * A key, its value and where that came from.
   *
   * @param key such as {@code prometheus.port}
   * @param value the value in force; {@code ***} for a secret
   * @param origin where it was written
   */
  public record Entry(String key, String value, ConfigOrigin origin) {}

  /** Makes the collections unmodifiable. */
  public MeterweaveConfig {
    methods = List.copyOf(methods);
    openTelemetry = Collections.unmodifiableMap(new TreeMap<>(openTelemetry));
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Reads the sources; nothing is said of the problems yet. */
  public static MeterweaveConfig read(ConfigSources sources) {
    ConfigReader reader = new ConfigReader(sources);
    Map<ConfigKey, Found> found = new EnumMap<>(ConfigKey.class);
    for (ConfigKey key : ConfigKey.values()) {
      found.put(key, reader.find(key));
    }
    Map<String, Found> openTelemetry = new TreeMap<>(reader.openTelemetry());
    OpenTelemetryKeys.complete(openTelemetry, found);
    return new MeterweaveConfig(
        isOn(found, ConfigKey.ENABLED),
        new Prometheus(
            text(found, ConfigKey.PROMETHEUS_HOST), number(found, ConfigKey.PROMETHEUS_PORT)),
        new Http(text(found, ConfigKey.HTTP_TOKEN)),
        new Log(text(found, ConfigKey.LOG_LEVEL)),
        new Recording(
            isOn(found, ConfigKey.RECORD_METRICS),
            isOn(found, ConfigKey.RECORD_SPANS),
            number(found, ConfigKey.METRICS_MAX_SERIES),
            (Double) of(found, ConfigKey.METRICS_SAMPLE_RATE).value()),
        new Service(
            text(found, ConfigKey.SERVICE_NAME),
            text(found, ConfigKey.SERVICE_VERSION),
            text(found, ConfigKey.DEPLOYMENT_ENVIRONMENT)),
        foreign(found),
        sources.methods(),
        values(openTelemetry),
        entries(found, openTelemetry),
        reader.problems());
  }

  private static ForeignSettings foreign(Map<ConfigKey, Found> found) {
    return ForeignSettings.of(
        text(found, ConfigKey.FOREIGN_MICROMETER),
        text(found, ConfigKey.FOREIGN_MICROPROFILE),
        text(found, ConfigKey.FOREIGN_DROPWIZARD),
        text(found, ConfigKey.FOREIGN_OPENTELEMETRY));
  }

  /** Says what was wrong; to be called when the log level is in force. */
  public void reportProblems() {
    for (String problem : problems) {
      Incidents.warn(Incidents.Kind.CONFIG, problem);
    }
  }

  static Found of(Map<ConfigKey, Found> found, ConfigKey key) {
    return Objects.requireNonNull(found.get(key));
  }

  private static boolean isOn(Map<ConfigKey, Found> found, ConfigKey key) {
    return (Boolean) of(found, key).value();
  }

  private static int number(Map<ConfigKey, Found> found, ConfigKey key) {
    return (Integer) of(found, key).value();
  }

  private static String text(Map<ConfigKey, Found> found, ConfigKey key) {
    return (String) of(found, key).value();
  }

  private static Map<String, String> values(Map<String, Found> settings) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, Found> setting : settings.entrySet()) {
      values.put(setting.getKey(), (String) setting.getValue().value());
    }
    return values;
  }

  private static List<Entry> entries(
      Map<ConfigKey, Found> found, Map<String, Found> openTelemetry) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<ConfigKey, Found> entry : found.entrySet()) {
      entries.add(entry(entry.getKey().key(), entry.getValue()));
    }
    for (Map.Entry<String, Found> entry : openTelemetry.entrySet()) {
      entries.add(entry(entry.getKey(), entry.getValue()));
    }
    return entries;
  }

  private static Entry entry(String key, Found found) {
    return new Entry(key, Secrets.mask(key, String.valueOf(found.value())), found.origin());
  }
}
