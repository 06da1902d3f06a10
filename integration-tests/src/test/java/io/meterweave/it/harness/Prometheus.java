// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A real Prometheus server that scrapes ports of this machine every second. Confined to the calling
 * thread; closing ends the server.
 */
public final class Prometheus implements AutoCloseable {
  private final AgentJvm process;
  private final HttpProbe http;

  private Prometheus(AgentJvm process, int port) {
    this.process = process;
    this.http = new HttpProbe(port).awaitOk("/-/ready");
  }

  /** Starts a server that scrapes {@code /metrics} on these ports. */
  public static Prometheus scraping(int... ports) {
    Path binary = Backend.PROMETHEUS.path();
    int port = Ports.free();
    try {
      Files.createDirectories(Artifacts.work());
      Path home = Files.createTempDirectory(Artifacts.work(), "prometheus-");
      Path config = Files.writeString(home.resolve("prometheus.yml"), config(ports));
      return new Prometheus(
          Launch.program(
                  binary,
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + home.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--enable-feature=exemplar-storage",
                  "--log.level=warn")
              .start(),
          port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the value of a query that has one sample, now; empty where it has none. */
  public OptionalDouble query(String promql) {
    JsonNode result =
        http.json("/api/v1/query?query=" + HttpProbe.encode(promql)).path("data").path("result");
    return result.size() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(result.get(0).path("value").get(1).asDouble());
  }

  /** Waits until a query has any value. */
  public void awaitAnyValue(String promql) {
    await()
        .alias(promql + " has a value")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> query(promql).isPresent());
  }

  /** Returns what the server says to a query: {@code success}, or its complaint. */
  public String verdict(String promql) {
    JsonNode answer = http.json("/api/v1/query?query=" + HttpProbe.encode(promql));
    return answer.path("error").asText(answer.path("status").asText());
  }

  /** Waits until a query has this value. */
  public void awaitValue(String promql, double value) {
    await()
        .alias(promql + " is " + value)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> query(promql), OptionalDouble.of(value)::equals);
  }

  /** Returns what the server says of each port: its health, and the last complaint. */
  public JsonNode targets() {
    return http.json("/api/v1/targets").path("data").path("activeTargets");
  }

  @Override
  public void close() {
    process.close();
  }

  private static String config(int... ports) {
    String targets =
        Arrays.stream(ports)
            .mapToObj(port -> "'127.0.0.1:" + port + "'")
            .collect(Collectors.joining(", "));
    return String.join(
        "\n",
        "global: { scrape_interval: 1s, scrape_timeout: 1s }",
        "scrape_configs:",
        "  - job_name: meterweave",
        "    static_configs: [ { targets: [ " + targets + " ] } ]",
        "");
  }
}
