// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jaeger;
import io.meterweave.it.harness.JaegerSpan;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Ledgers;
import io.meterweave.it.targets.Many;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Methods that are named in the configuration, without a word in their source. */
@OnEveryJdk
final class MethodPatternsIT {
  private static final String AS_ANNOTATED =
      """
      methods:
        - match: io.meterweave.it.targets.Ledgers$Unmarked$Ledger#post(Entry)
          track:
            name: postings
            labels: {book: main, country: "{entry.owner.country}"}
            buckets: [0.5, 5]
            description: Entries that were posted
          trace: {name: post, kind: CONSUMER, attributes: ["account={entry.account}"]}
          record:
            - {metric: posting_lines, of: entry.lines, buckets: [1, 2, 3]}
            - {metric: latest_lines, of: entry.lines, as: gauge}
        - match: io.meterweave.it.targets..*Unmarked$Ledger#find(String)
          cache: {cacheName: ledger}
          count:
            - {metricName: finds}
            - {metricName: finds_by_account, labels: "account={account}"}
        - match: "public io.meterweave.it.targets..* & *Unmarked$Ledger#c*(int)"
          latency: {metricName: closing, buckets: 60}
          resource: {name: ledger_lock}
          track: true
          trace:
        - match: io.meterweave.it.targets.Ledgers$Unmarked$Ledger#<init>(int)
          track: {name: ledgers_opened}
      """;

  @Parameter Jdk jdk;
  @TempDir Path directory;

  @Test
  void theConfigurationGivesTheSameSeriesAsAnnotations() throws IOException {
    write(AS_ANNOTATED);
    Map<String, String> annotated = series(AgentJvm.on(jdk).agent().main(Ledgers.class, "marked"));
    assertThat(annotated)
        .containsEntry("postings_calls_total{book=\"main\",country=\"CH\"}", "1")
        .containsEntry("postings_calls_total{book=\"main\",country=\"none\"}", "1")
        .containsEntry("posting_lines_sum", "3")
        .containsEntry("latest_lines", "0")
        .containsEntry("cache_hits_total{cache_type=\"ledger\"}", "2")
        .containsEntry("finds_total", "3")
        .containsEntry("finds_by_account_total{account=\"rent\"}", "2")
        .containsEntry("ledger_lock_acquisitions_total", "1")
        .containsEntry("closing_seconds_count", "1")
        .containsEntry("ledgers_opened_calls_total", "1");
    assertThat(series(launch().main(Ledgers.class, "unmarked"))).isEqualTo(annotated);
  }

  @Test
  void theConfigurationGivesTheSameSpansAsAnnotations() throws Exception {
    write(AS_ANNOTATED);
    try (Jaeger jaeger = Jaeger.start()) {
      assertThat(spans(jaeger, "unmarked"))
          .hasSize(4)
          .isEqualTo(spans(jaeger, "marked"))
          .anySatisfy(
              span -> assertThat(span).startsWith("post ").contains("account=rent", "consumer"));
    }
  }

  @Test
  void agentArgumentsNameMethodsForMetricsAndSpans() {
    String patterns = "methods=..*Unmarked$Ledger#find(..); ..*Unmarked$Ledger#close(int)";
    Map<String, String> series =
        series(AgentJvm.on(jdk).agent(patterns).main(Ledgers.class, "unmarked"));
    assertThat(series)
        .containsEntry(
            "method_calls_total{code_function_name=\"io.meterweave.it.targets.Ledgers$Ledger.find\"}",
            "3")
        .containsEntry(
            "method_calls_total{code_function_name=\"io.meterweave.it.targets.Ledgers$Ledger.close\"}",
            "1");
    assertThat(series.keySet()).noneMatch(name -> name.contains(".post"));
  }

  @Test
  void aPatternThatMatchesNothingIsSaidAtTheEnd() throws IOException {
    write(
        """
        methods:
          - match:
              - ..*Unmarked$Ledger#find(long)
              - com.acme..*#*(..)
              - ..*Unmarked$Ledger#find(String)
        """);
    try (TargetApp app = TargetApp.start(launch().main(Ledgers.class, "unmarked"))) {
      Exit exit = app.awaitStage("done").end();
      assertThat(exit.err().lines())
          .containsExactlyInAnyOrder(
              "[meterweave] WARN meterweave.yaml:3:9: the pattern \"..*Unmarked$Ledger#find(long)\""
                  + " has matched no method; one class matches, but none of its methods: check the"
                  + " name, the parameters and what stands before the name",
              "[meterweave] WARN meterweave.yaml:4:9: the pattern \"com.acme..*#*(..)\" has matched"
                  + " no method; no class of that kind was loaded: check package and class (the JDK's"
                  + " and Meterweave's are never woven)");
    }
  }

  @Test
  void aPatternThatMatchesVeryManyMethodsIsSaidOnceAndTheyAreWoven() throws IOException {
    write("methods:\n  - match: io.meterweave.it.targets.many..*#m*(..)\n    count: true\n");
    try (TargetApp app = TargetApp.start(launch().main(Many.class))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("meterweave_methods_woven")).isEqualTo(Many.METHODS);
      assertThat(metrics.sum("method_calls_total")).isEqualTo(Many.METHODS);
      Exit exit = app.end();
      assertThat(exit.out()).contains("sum " + Many.METHODS);
      assertThat(exit.err().lines())
          .satisfiesExactlyInAnyOrder(
              line ->
                  assertThat(line)
                      .contains(
                          "meterweave.yaml:2:12: the pattern"
                              + " \"io.meterweave.it.targets.many..*#m*(..)\" matches more than 5000"
                              + " methods"),
              line ->
                  assertThat(line)
                      .contains("metric method_calls_total", "as many series as it may"));
    }
  }

  private Launch launch() {
    return AgentJvm.on(jdk).directory(directory).agent();
  }

  /** Returns the values of the target's series; what depends on the clock counts as {@code *}. */
  private static Map<String, String> series(Launch launch) {
    try (TargetApp app = TargetApp.start(launch)) {
      String text = app.awaitStage("done").metrics().text();
      app.endQuietly();
      Map<String, String> series = new TreeMap<>();
      text.lines()
          .filter(line -> !line.startsWith("#") && !isOfTheAgent(line))
          .forEach(
              line -> {
                int blank = line.lastIndexOf(' ');
                String name = sameClass(line.substring(0, blank));
                boolean isTime = name.contains("_seconds_sum") || name.contains("_seconds_bucket");
                series.put(name, isTime ? "*" : line.substring(blank + 1).replaceAll("\\.0$", ""));
              });
      return series;
    }
  }

  private static boolean isOfTheAgent(String line) {
    return line.startsWith("meterweave_") || line.startsWith("target_info");
  }

  private List<String> spans(Jaeger jaeger, String which) {
    try (TargetApp app =
        TargetApp.start(
            (which.equals("marked") ? AgentJvm.on(jdk).agent() : launch())
                .env("OTEL_SERVICE_NAME", which)
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.grpcEndpoint())
                .env("OTEL_BSP_SCHEDULE_DELAY", "100")
                .main(Ledgers.class, which))) {
      app.awaitStage("done");
      List<JaegerSpan> spans = jaeger.awaitSpans(which, 4);
      app.endQuietly();
      return spans.stream().map(MethodPatternsIT::withoutIds).sorted().toList();
    }
  }

  private static String withoutIds(JaegerSpan span) {
    TreeSet<String> tags = new TreeSet<>();
    span.tags().forEach((key, value) -> tags.add(key + "=" + value));
    return sameClass(
        span.operation()
            + " "
            + tags
            + " "
            + span.events().stream().map(event -> event.get("exception.type")).toList());
  }

  private static String sameClass(String text) {
    return text.replace("$Marked$", "$").replace("$Unmarked$", "$");
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("meterweave.yaml"), text);
  }
}
