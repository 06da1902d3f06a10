// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.util.List;
import java.util.Locale;

/**
 * The table of all settings: name, type, default, description, and the other names under which the
 * same thing is accepted.
 *
 * <p>Immutable. One key has one name, written {@code prometheus.port} as agent argument, {@code
 * meterweave.prometheus.port} as system property, {@code METERWEAVE_PROMETHEUS_PORT} in the
 * environment. Within one source that name wins, then OpenTelemetry's, then the older ones.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
public enum ConfigKey {
  /** Whether the agent does anything at all. */
  ENABLED(
      "enabled",
      ConfigType.SWITCH,
      "true",
      "false leaves the JVM as if the agent were not there",
      Alias.negated("otel.sdk.disabled")),

  /** The file with further settings. */
  CONFIG_FILE(
      "config.file",
      ConfigType.TEXT,
      "meterweave.yaml",
      "the file with further settings, relative to the working directory"),

  /** Methods that are measured without an annotation. */
  METHODS(
      "methods",
      ConfigType.TEXT,
      "",
      "patterns of methods to measure and trace, such as com.acme..*Service#*(..), with a"
          + " semicolon between them"),

  /** Micrometer's annotations. */
  FOREIGN_MICROMETER(
      "foreign.micrometer",
      ConfigType.MODE,
      "auto",
      "@Timed, @Counted and @Observed of Micrometer: auto leaves them to the library's own"
          + " code where that runs, on measures them in any case, off never"),

  /** MicroProfile's annotations. */
  FOREIGN_MICROPROFILE(
      "foreign.microprofile",
      ConfigType.MODE,
      "auto",
      "the annotations of MicroProfile Metrics: auto leaves them to the library's own"
          + " code where that runs, on measures them in any case, off never"),

  /** Dropwizard's annotations. */
  FOREIGN_DROPWIZARD(
      "foreign.dropwizard",
      ConfigType.MODE,
      "auto",
      "the annotations of Dropwizard Metrics: auto leaves them to the library's own"
          + " code where that runs, on measures them in any case, off never"),

  /** OpenTelemetry's annotations. */
  FOREIGN_OPENTELEMETRY(
      "foreign.opentelemetry",
      ConfigType.MODE,
      "auto",
      "@WithSpan and @AddingSpanAttributes of OpenTelemetry: auto leaves them to the library's own"
          + " code where that runs, on measures them in any case, off never"),

  /** The address of the HTTP server. */
  PROMETHEUS_HOST(
      "prometheus.host",
      ConfigType.TEXT,
      "127.0.0.1",
      "the address on which /metrics, /health and the console listen",
      Alias.openTelemetry("otel.exporter.prometheus.host"),
      Alias.older("PROMETHEUS_HOST")),

  /** The port of the HTTP server. */
  PROMETHEUS_PORT(
      "prometheus.port",
      ConfigType.PORT,
      "9464",
      "the port on which /metrics, /health and the console listen; 0 picks a free one",
      Alias.openTelemetry("otel.exporter.prometheus.port"),
      Alias.older("PROMETHEUS_PORT")),

  /** What lets programs change something. */
  HTTP_TOKEN(
      "http.token",
      ConfigType.TEXT,
      "",
      "who sends it as \"Authorization: Bearer TOKEN\" may change something through /api, and read"
          + " the console and /api from another machine; empty: nobody may"),

  /** How much is said on standard error. */
  LOG_LEVEL(
      "log.level",
      ConfigType.LEVEL,
      "warn",
      "how much is written to standard error: off, error, warn, info or debug"),

  /** Whether metrics are exported. */
  RECORD_METRICS(
      "record.metrics",
      ConfigType.SWITCH,
      "true",
      "false: no metrics leave this process",
      Alias.older("ENABLE_METRICS")),

  /** How many series a metric may have. */
  METRICS_MAX_SERIES(
      "metrics.max-series",
      ConfigType.COUNT,
      "2000",
      "how many series a metric may have; what is beyond lands in one series of its own"),

  /** How many of the calls are timed. */
  METRICS_SAMPLE_RATE(
      "metrics.sample-rate",
      ConfigType.SHARE,
      "1",
      "the share of calls whose duration is timed, from 0 to 1; all are counted",
      Alias.older("METRICS_SAMPLE_RATE")),

  /** Whether spans are exported. */
  RECORD_SPANS(
      "record.spans",
      ConfigType.SWITCH,
      "true",
      "false: no spans leave this process",
      Alias.older("ENABLE_TRACING")),

  /** The resource attribute {@code service.name}. */
  SERVICE_NAME(
      "service.name",
      ConfigType.TEXT,
      "",
      "the name of the service in traces and target_info",
      Alias.openTelemetry("otel.service.name"),
      Alias.resource("service.name")),

  /** The resource attribute {@code service.version}. */
  SERVICE_VERSION(
      "service.version",
      ConfigType.TEXT,
      "",
      "the version of the service in traces and target_info",
      Alias.resource("service.version"),
      Alias.older("OTEL_SERVICE_VERSION")),

  /** The resource attribute {@code deployment.environment.name}. */
  DEPLOYMENT_ENVIRONMENT(
      "deployment.environment",
      ConfigType.TEXT,
      "",
      "the environment the service runs in, such as staging",
      Alias.resource("deployment.environment.name"),
      Alias.resource("deployment.environment"),
      Alias.older("DEPLOYMENT_ENV"));

  private final String name;
  private final ConfigType type;
  private final String defaultText;
  private final String description;
  private final List<Alias> aliases;

  ConfigKey(
      String name, ConfigType type, String defaultText, String description, Alias... aliases) {
    this.name = name;
    this.type = type;
    this.defaultText = defaultText;
    this.description = description;
    this.aliases = List.of(aliases);
  }

  /** Returns the key's one name, such as {@code prometheus.port}. */
  public String key() {
    return name;
  }

  /** Returns the kind of value. */
  public ConfigType type() {
    return type;
  }

  /** Returns the default as text; empty: nothing. */
  public String defaultText() {
    return defaultText;
  }

  /** Returns one line for people. */
  public String description() {
    return description;
  }

  /** Returns the key's other names, those that win first. */
  List<Alias> aliases() {
    return aliases;
  }

  /**
   * Another name for the same thing.
   *
   * @param form how it is to be read
   * @param name as OpenTelemetry or the older system writes it
   */
  record Alias(Form form, String name) {
    /** How another name is to be read. */
    enum Form {
      /** A key of OpenTelemetry's. */
      OPEN_TELEMETRY,
      /** A switch of OpenTelemetry's that says the opposite. */
      NEGATED,
      /** An attribute within {@code otel.resource.attributes}. */
      RESOURCE,
      /** A variable of another system that is accepted. */
      OLDER
    }

    static Alias openTelemetry(String name) {
      return new Alias(Form.OPEN_TELEMETRY, name);
    }

    static Alias negated(String name) {
      return new Alias(Form.NEGATED, name);
    }

    static Alias resource(String attribute) {
      return new Alias(Form.RESOURCE, attribute);
    }

    static Alias older(String variable) {
      return new Alias(Form.OLDER, variable);
    }
  }

  /** Returns a name in the one form in which names are compared: lower case, dots only. */
  static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }
}
