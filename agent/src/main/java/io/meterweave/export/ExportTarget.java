// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an exporter sends, where to, and how long it may try.
 *
 * <p>Immutable.
 *
 * @param exporter such as {@code otlp}
 * @param signal {@code traces} or {@code metrics}
 * @param protocol such as {@code grpc}; empty if it has none
 * @param endpoint where it sends; empty if it has none
 * @param isConfigured whether somebody chose the endpoint, rather than OpenTelemetry's default
 * @param retries whether an attempt that failed is made again
 * @param timeout for all attempts of one export together
 */
record ExportTarget(
    String exporter,
    String signal,
    String protocol,
    String endpoint,
    boolean isConfigured,
    boolean retries,
    Duration timeout) {
  private static final String OTLP = "otel.exporter.otlp.";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Describes an exporter that OpenTelemetry made.
   *
   * @param settings what it was made from
   * @param made the class of the exporter
   */
  static ExportTarget of(String signal, ConfigProperties settings, boolean retries, Class<?> made) {
    if (!made.getSimpleName().startsWith("Otlp")) {
      String name = made.getSimpleName().toLowerCase(Locale.ROOT);
      return new ExportTarget(name, signal, "", "", true, false, DEFAULT_TIMEOUT);
    }
    boolean isGrpc = made.getSimpleName().startsWith("OtlpGrpc");
    String own = settings.getString(OTLP + signal + ".endpoint");
    String common = settings.getString(OTLP + "endpoint");
    return new ExportTarget(
        "otlp",
        signal,
        isGrpc ? "grpc" : "http/protobuf",
        withoutPassword(endpoint(own, common, isGrpc, signal)),
        own != null || common != null,
        retries,
        timeout(signal, settings));
  }

  private static String endpoint(
      @Nullable String own, @Nullable String common, boolean isGrpc, String signal) {
    if (own != null) {
      return own;
    }
    if (isGrpc) {
      return common == null ? "http://localhost:4317" : common;
    }
    String base = common == null ? "http://localhost:4318/" : common;
    return base + (base.endsWith("/") ? "" : "/") + "v1/" + signal;
  }

  private static Duration timeout(String signal, ConfigProperties settings) {
    Duration common = settings.getDuration(OTLP + "timeout", DEFAULT_TIMEOUT);
    return settings.getDuration(OTLP + signal + ".timeout", common);
  }

  private static String withoutPassword(String endpoint) {
    try {
      String user = URI.create(endpoint).getRawUserInfo();
      return user == null ? endpoint : endpoint.replace(user + "@", "");
    } catch (IllegalArgumentException notAnUri) {
      return endpoint;
    }
  }

  /** Returns the exporter and what it sends, as a label value. */
  String label() {
    return exporter + "_" + signal;
  }

  /** Returns the endpoint without its path. */
  String server() {
    int authority = endpoint.indexOf("://");
    int path = endpoint.indexOf('/', authority < 0 ? 0 : authority + 3);
    return path < 0 ? endpoint : endpoint.substring(0, path);
  }

  /** Returns what a person can do where it does not work. */
  String wayOut() {
    String off = "switch this off with OTEL_" + signal.toUpperCase(Locale.ROOT) + "_EXPORTER=none.";
    if (endpoint.isEmpty()) {
      return "You may " + off;
    }
    String others = "name another with OTEL_EXPORTER_OTLP_ENDPOINT, or " + off;
    if (server().endsWith(":4317") && !protocol.equals("grpc")) {
      return "Set OTEL_EXPORTER_OTLP_PROTOCOL=grpc, which this port is usually for, " + others;
    }
    if (server().endsWith(":4318") && protocol.equals("grpc")) {
      return "Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf, which this port is usually for, "
          + others;
    }
    return "Start a backend there, " + others;
  }

  @Override
  public String toString() {
    return endpoint.isEmpty() ? exporter : endpoint + " (OTLP " + protocol + ")";
  }
}
