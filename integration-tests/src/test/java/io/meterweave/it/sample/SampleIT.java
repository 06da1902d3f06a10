// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Browser;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jaeger;
import io.meterweave.it.harness.JaegerSpan;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.harness.Prometheus;
import io.meterweave.it.harness.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * {@code sample-app/run} as a newcomer starts it: two Spring Boot jars under the agent, live
 * numbers in both consoles, one trace over both processes, and an end by Ctrl-C.
 */
@OnEveryJdk
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SampleIT {
  private static final Path COMPOSE = Artifacts.root().resolve("sample-app/compose");

  @Parameter Jdk jdk;
  private Jaeger jaeger;
  private AgentJvm run;
  private int desk;
  private int articles;

  @BeforeParameterizedClassInvocation
  void start() throws IOException {
    jaeger = Jaeger.start();
    // This build has just made what the script would build.
    Files.writeString(Artifacts.root().resolve("sample-app/target/run.built"), "");
    String script = Artifacts.root().resolve("sample-app/run").toString();
    run =
        // Where a build runs in the background, it and its children ignore Ctrl-C.
        Launch.program(Path.of("/usr/bin/env"), "--default-signal=INT", "bash", script)
            .env("JAVA_HOME", jdk.home().toString())
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.grpcEndpoint())
            .env("OTEL_BSP_SCHEDULE_DELAY", "500")
            .start();
    String out = run.awaitOutput("Ctrl-C ends both").out();
    desk = console(out, "Support desk");
    articles = console(out, "Article service");
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(run, jaeger);
  }

  @Test
  @Order(1)
  void bothConsolesCountWhatTheLoadDoes() {
    awaitGrowth(desk, "article_requests_calls_total", "operation", "search");
    awaitGrowth(articles, "article_search_calls_total", "index", "current");
  }

  @Test
  @Order(2)
  void tokensAndCostOfTheModelAreThere() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () ->
                assertThat(new HttpProbe(desk).metrics().names())
                    .contains(
                        "llm_requests_total", "llm_tokens_used_total", "llm_cost_dollars_total"));
  }

  @Test
  @Order(3)
  void aBrowserSeesTheWovenMethods() {
    try (Browser browser = Browser.start()) {
      browser.open("http://127.0.0.1:" + desk + "/");
      browser.awaitText("the desk's methods", text -> text.contains("ArticleClient.search"));
      browser.screenshot("sample-desk-" + jdk.feature());
      assertThat(browser.complaints()).isEmpty();
      browser.open("http://127.0.0.1:" + articles + "/");
      browser.awaitText("the articles' methods", text -> text.contains("ArticleSearch.search"));
      browser.screenshot("sample-articles-" + jdk.feature());
    }
  }

  @Test
  @Order(4)
  void oneTraceCrossesBothProcesses() {
    JaegerSpan served =
        await()
            .alias("a search that the desk asked the article service for")
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(250))
            .until(this::servedSearchWithItsCaller, Optional::isPresent)
            .orElseThrow();
    JaegerSpan caller = callerOf(served).orElseThrow();
    assertThat(caller.service()).isEqualTo("support-desk");
    assertThat(caller.operation()).isEqualTo("GET /articles/search");
    assertThat(caller.tags()).containsEntry("span.kind", "client");
    assertThat(served.tags()).containsEntry("span.kind", "server");
    assertThat(served.traceId()).isEqualTo(caller.traceId());
  }

  @Test
  @Order(5)
  void anErrorIsAnEventOnItsSpan() {
    await()
        .alias("a call that failed")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(jaeger.spansOf("support-desk"))
                    .anySatisfy(
                        span -> {
                          assertThat(span.tags()).containsEntry("error", "true");
                          assertThat(span.events())
                              .anySatisfy(
                                  event ->
                                      assertThat(event)
                                          .containsEntry("event", "exception")
                                          .containsKey("exception.type"));
                        }));
  }

  @Test
  @Order(6)
  void everyQueryOfTheDashboardIsAnsweredByPrometheus() throws IOException {
    List<String> queries = dashboardQueries();
    assertThat(queries).hasSizeGreaterThan(10);
    try (Prometheus prometheus = Prometheus.scraping(desk, articles)) {
      assertThat(queries)
          .allSatisfy(query -> assertThat(prometheus.verdict(query)).isEqualTo("success"));
      // Errors are rare by design; their queries may be empty for a while.
      queries.stream()
          .filter(query -> !query.contains("_errors_total"))
          .forEach(prometheus::awaitAnyValue);
    }
  }

  @Test
  @Order(6)
  void promtoolHasNothingToSay() {
    for (int port : new int[] {desk, articles}) {
      Exit verdict = Promtool.checkMetrics(new HttpProbe(port).metrics().text());
      assertThat(verdict.out() + verdict.err()).isEmpty();
      assertThat(verdict.code()).isZero();
    }
    Exit config = Promtool.checkConfig(COMPOSE.resolve("prometheus.yml"));
    assertThat(config.code()).as(config.out() + config.err()).isZero();
  }

  @Test
  @Order(7)
  void theAgentHasNothingToSayOnTheApplicationsOutput() throws IOException {
    for (String log : List.of("support-desk.log", "article-service.log")) {
      assertThat(Artifacts.root().resolve("sample-app/target").resolve(log))
          .content()
          .doesNotContain("[meterweave]");
    }
  }

  @Test
  @Order(8)
  void controlCEndsBothJvms() {
    List<ProcessHandle> both = run.process().descendants().filter(SampleIT::isJava).toList();
    assertThat(both).hasSize(2);
    Launch.program(Path.of("/bin/kill"), "-INT", String.valueOf(run.process().pid())).run();
    Exit exit = run.awaitExit();
    assertThat(exit.code()).isEqualTo(130);
    assertThat(exit.err()).isEmpty();
    assertThat(both).noneMatch(ProcessHandle::isAlive);
    assertThat(Ports.isOpen(desk)).isFalse();
    assertThat(Ports.isOpen(articles)).isFalse();
  }

  private static List<String> dashboardQueries() throws IOException {
    Path dashboard = COMPOSE.resolve("grafana/dashboards/support-desk.json");
    return new ObjectMapper()
        .readTree(dashboard.toFile()).findValuesAsText("expr").stream()
            .map(query -> query.replace("$__rate_interval", "10s"))
            .toList();
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  private static int console(String out, String name) {
    Matcher matcher =
        Pattern.compile(name + " +http://127\\.0\\.0\\.1:(\\d+)/ +http\\S+/metrics").matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static void awaitGrowth(int port, String counter, String... labels) {
    HttpProbe http = new HttpProbe(port);
    double first =
        await()
            .alias(counter)
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(250))
            .until(() -> http.metrics().find(counter, labels).orElse(0), value -> value > 0);
    await()
        .alias(counter + " grows")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> http.metrics().value(counter, labels) > first);
  }

  private Optional<JaegerSpan> servedSearchWithItsCaller() {
    return jaeger.spansOf("article-service").stream()
        .filter(span -> span.service().equals("article-service"))
        .filter(span -> span.operation().equals("GET /articles/search"))
        .filter(span -> callerOf(span).isPresent())
        .findFirst();
  }

  private Optional<JaegerSpan> callerOf(JaegerSpan span) {
    return jaeger.spansOf("support-desk").stream()
        .filter(parent -> parent.spanId().equals(span.parentId()))
        .filter(parent -> parent.traceId().equals(span.traceId()))
        .findFirst();
  }
}
