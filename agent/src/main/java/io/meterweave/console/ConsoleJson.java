// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes what {@code /api} answers. Times are milliseconds; what is not known is null.
 *
 * <p>Thread-safe.
 */
final class ConsoleJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ConsoleJson() {}

  /** Everything that the first page shows. */
  static byte[] overview(Identity identity, Overview overview, long nowMillis) throws IOException {
    return write(
        json -> {
          json.writeNumberField("timestamp", nowMillis);
          identity(json, identity, nowMillis);
          methods(json, overview.methods());
          endpoints(json, overview.endpoints());
          settings(json, overview.settings());
        });
  }

  static byte[] methods(Overview overview, long nowMillis) throws IOException {
    return write(
        json -> {
          json.writeNumberField("timestamp", nowMillis);
          methods(json, overview.methods());
        });
  }

  /** What became of a request to switch methods. */
  static byte[] switched(int methods, boolean isOn) throws IOException {
    return write(
        json -> {
          json.writeNumberField("methods", methods);
          json.writeStringField("switched", isOn ? "on" : "off");
        });
  }

  static byte[] endpoints(Overview overview) throws IOException {
    return write(json -> endpoints(json, overview.endpoints()));
  }

  static byte[] config(Overview overview) throws IOException {
    return write(json -> settings(json, overview.settings()));
  }

  static byte[] health(Identity identity, long nowMillis) throws IOException {
    return write(
        json -> {
          json.writeStringField("status", "ok");
          json.writeStringField("service", identity.service());
          json.writeNumberField("uptime_seconds", uptimeMillis(identity, nowMillis) / 1000);
        });
  }

  private static void identity(JsonGenerator json, Identity identity, long nowMillis)
      throws IOException {
    json.writeObjectFieldStart("identity");
    json.writeStringField("service", identity.service());
    json.writeStringField("serviceVersion", identity.serviceVersion());
    json.writeStringField("environment", identity.environment());
    json.writeStringField("jvm", identity.jvm());
    json.writeNumberField("pid", identity.pid());
    json.writeStringField("agentVersion", identity.agentVersion());
    json.writeNumberField("startedAt", identity.startedAtMillis());
    json.writeNumberField("uptimeMillis", uptimeMillis(identity, nowMillis));
    json.writeEndObject();
  }

  private static void methods(JsonGenerator json, List<MethodRow> rows) throws IOException {
    states(json, rows);
    json.writeArrayFieldStart("methods");
    for (MethodRow row : rows) {
      json.writeStartObject();
      method(json, row);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** How many methods there are of each status, those included of which there is none. */
  private static void states(JsonGenerator json, List<MethodRow> rows) throws IOException {
    int[] counts = new int[MethodRow.Status.values().length];
    for (MethodRow row : rows) {
      counts[row.status().ordinal()]++;
    }
    json.writeObjectFieldStart("states");
    for (MethodRow.Status status : MethodRow.Status.values()) {
      json.writeNumberField(lower(status), counts[status.ordinal()]);
    }
    json.writeEndObject();
  }

  private static void method(JsonGenerator json, MethodRow row) throws IOException {
    json.writeStringField("id", row.id());
    json.writeStringField("function", row.function());
    json.writeStringField("descriptor", row.descriptor());
    json.writeArrayFieldStart("records");
    for (String what : row.records()) {
      json.writeString(what);
    }
    json.writeEndArray();
    json.writeStringField("asks", row.asks());
    json.writeStringField("status", lower(row.status()));
    json.writeStringField("reason", row.reason());
    count(json, "calls", row.calls());
    count(json, "errors", row.errors());
    if (Double.isFinite(row.meanMillis())) {
      json.writeNumberField("meanMillis", row.meanMillis());
    } else {
      json.writeNullField("meanMillis");
    }
  }

  private static void endpoints(JsonGenerator json, List<EndpointRow> rows) throws IOException {
    json.writeArrayFieldStart("endpoints");
    for (EndpointRow row : rows) {
      json.writeStartObject();
      json.writeStringField("what", row.what());
      json.writeStringField("address", row.address());
      json.writeStringField("state", lower(row.state()));
      json.writeStringField("detail", row.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void settings(JsonGenerator json, List<SettingRow> rows) throws IOException {
    json.writeArrayFieldStart("settings");
    for (SettingRow row : rows) {
      json.writeStartObject();
      json.writeStringField("key", row.key());
      json.writeStringField("value", row.value());
      json.writeStringField("origin", row.origin());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void count(JsonGenerator json, String name, long count) throws IOException {
    if (count == MethodRow.NOT_COUNTED) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, count);
    }
  }

  private static long uptimeMillis(Identity identity, long nowMillis) {
    return Math.max(0, nowMillis - identity.startedAtMillis());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] write(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** The fields of an object. */
  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
