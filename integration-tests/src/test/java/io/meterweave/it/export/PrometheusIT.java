// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Prometheus;
import io.meterweave.it.harness.Promtool;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Orders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Prometheus scrapes the agent and is asked for the exact values. */
@OnEveryJdk
final class PrometheusIT {
  @Parameter Jdk jdk;
  private static final String PLAIN =
      "{code_function_name=\"" + Orders.class.getName() + ".plain\"}";

  private TargetApp app;
  private Prometheus prometheus;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Orders.class);
    prometheus = Prometheus.scraping(app.port());
    app.awaitStage("busy").proceed().awaitStage("done").metrics();
    prometheus.awaitValue("up", 1);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(prometheus, app);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(orders_place_calls_total) | 4",
        "orders_place_calls_total{shop='berlin',region='eu',amount='7'} | 2",
        "orders_place_duration_seconds_count{region='eu'} | 2",
        "sum(method_errors_total) | 3",
        "sum by (error_type) (method_errors_total{error_type=~'.*OutOfStockError'}) | 1",
        "fast_duration_seconds_bucket{le='+Inf'} | 2",
        "busy_active{lane='slow'} | 0",
        "busy_calls_total{lane='slow'} | 1",
        "count(paths_calls_total) | 2",
        "paths_calls_total{tier='none'} | 2",
      })
  void aQueryGivesTheExactValue(String query, double value) {
    prometheus.awaitValue(query, value);
  }

  @Test
  void theSharedFamilyHasTheExactValue() {
    prometheus.awaitValue("method_calls_total" + PLAIN, 7);
    prometheus.awaitValue("method_duration_seconds_count" + PLAIN, 7);
    prometheus.awaitValue(
        "histogram_quantile(1, method_duration_seconds_bucket" + PLAIN + ") < bool 10", 1);
  }

  @Test
  void theServerHasNothingToComplainAbout() {
    assertThat(prometheus.targets())
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.path("health").asText()).isEqualTo("up");
              assertThat(target.path("lastError").asText()).isEmpty();
            });
    prometheus.awaitValue(
        "sum(count by (__name__) ({__name__=~'.*otel_scope.*'})) or vector(0)", 0);
  }

  @Test
  void promtoolIsSilent() throws IOException {
    Exit verdict = Promtool.checkMetrics(app.http().get("/metrics").body());
    assertThat(verdict.out() + verdict.err()).isEmpty();
    assertThat(verdict.code()).isZero();
  }

  @Test
  void whoAsksForOpenMetricsGetsIt() throws IOException {
    HttpResponse<String> response =
        app.http().get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(response.body()).endsWith("# EOF\n").contains("busy_calls_total{lane=\"slow\"} 1");
  }

  @Test
  void whoAsksForNothingGetsThePlainText() throws IOException {
    HttpResponse<String> response = app.http().get("/metrics");
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(
            type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
  }

  @Test
  void whoTakesGzipGetsIt() throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/metrics"))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("busy_calls_total{lane=\"slow\"} 1");
    }
  }

  @Test
  void anUnknownPageIsNotFoundAndShowsNoStackTrace() throws IOException {
    HttpResponse<String> response = app.http().get("/static/../../etc/passwd");
    assertThat(response.statusCode()).isBetween(400, 404);
    assertThat(response.body()).doesNotContain("at io.").doesNotContain("Exception");
  }
}
