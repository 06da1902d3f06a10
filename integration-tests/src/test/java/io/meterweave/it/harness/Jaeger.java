// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Jaeger that receives OTLP on ports of its own. Confined to the calling thread; closing
 * ends the server.
 */
public final class Jaeger implements AutoCloseable {
  private final AgentJvm process;
  private final HttpProbe query;
  private final int grpcPort;
  private final int httpPort;

  private Jaeger(Path binary, Path config) {
    int queryPort = Ports.free();
    int healthPort = Ports.free();
    grpcPort = Ports.free();
    httpPort = Ports.free();
    query = new HttpProbe(queryPort);
    process =
        Launch.program(binary, "--config", config.toString())
            .env("JAEGER_QUERY_PORT", String.valueOf(queryPort))
            .env("JAEGER_QUERY_GRPC_PORT", String.valueOf(Ports.free()))
            .env("JAEGER_HEALTH_PORT", String.valueOf(healthPort))
            .env("OTLP_GRPC_PORT", String.valueOf(grpcPort))
            .env("OTLP_HTTP_PORT", String.valueOf(httpPort))
            .start();
    new HttpProbe(healthPort).awaitOk("/status");
    query.awaitOk("/api/services");
  }

  /** Starts a server that keeps its traces in memory. */
  public static Jaeger start() {
    Path binary = Backend.JAEGER.path();
    try (InputStream text = Jaeger.class.getResourceAsStream("jaeger.yaml")) {
      Files.createDirectories(Artifacts.work());
      Path home = Files.createTempDirectory(Artifacts.work(), "jaeger-config-");
      Path config = home.resolve("jaeger.yaml");
      Files.writeString(config, new String(text.readAllBytes(), StandardCharsets.UTF_8));
      return new Jaeger(binary, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address for OTLP over gRPC. */
  public String grpcEndpoint() {
    return "http://127.0.0.1:" + grpcPort;
  }

  /** Returns the address for OTLP over HTTP. */
  public String httpEndpoint() {
    return "http://127.0.0.1:" + httpPort;
  }

  /** Returns every span of the traces that a service took part in, as they stand now. */
  public List<JaegerSpan> spansOf(String service) {
    List<JaegerSpan> spans = new ArrayList<>();
    JsonNode traces =
        query.json("/api/traces?limit=200&service=" + HttpProbe.encode(service)).path("data");
    for (JsonNode trace : traces) {
      trace.path("spans").forEach(span -> spans.add(JaegerSpan.of(span, trace.path("processes"))));
    }
    return spans;
  }

  /** Waits until the traces of a service have this many spans, and returns them. */
  public List<JaegerSpan> awaitSpans(String service, int count) {
    return await()
        .alias(count + " spans of " + service)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> spansOf(service), spans -> spans.size() >= count);
  }

  @Override
  public void close() {
    process.close();
  }
}
