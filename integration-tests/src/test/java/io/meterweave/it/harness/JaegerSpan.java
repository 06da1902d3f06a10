// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A span as Jaeger's query API tells it. Immutable.
 *
 * @param parentId empty at the root of a trace
 * @param service the name of the service that sent it
 * @param tags attributes, and what Jaeger makes of kind and status
 * @param events the fields of each event, its name under {@code event}
 */
public record JaegerSpan(
    String traceId,
    String spanId,
    String parentId,
    String operation,
    String service,
    Map<String, String> tags,
    List<Map<String, String>> events) {

  static JaegerSpan of(JsonNode span, JsonNode processes) {
    String parentId = "";
    for (JsonNode reference : span.path("references")) {
      if (reference.path("refType").asText().equals("CHILD_OF")) {
        parentId = reference.path("spanID").asText();
      }
    }
    List<Map<String, String>> events = new ArrayList<>();
    span.path("logs").forEach(log -> events.add(fields(log.path("fields"))));
    return new JaegerSpan(
        span.path("traceID").asText(),
        span.path("spanID").asText(),
        parentId,
        span.path("operationName").asText(),
        processes.path(span.path("processID").asText()).path("serviceName").asText(),
        fields(span.path("tags")),
        List.copyOf(events));
  }

  private static Map<String, String> fields(JsonNode pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    pairs.forEach(pair -> fields.put(pair.path("key").asText(), pair.path("value").asText()));
    return fields;
  }
}
