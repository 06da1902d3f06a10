// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jaeger;
import io.meterweave.it.harness.JaegerSpan;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Promtool;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, cost and spans of {@code @TrackLlmUsage}, to the exact value. */
@OnEveryJdk
final class TrackLlmUsageIT {
  @Parameter Jdk jdk;
  private Jaeger jaeger;
  private TargetApp app;
  private Exposition metrics;
  private List<JaegerSpan> spans;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    jaeger = Jaeger.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .property("otel.service.name", "answers")
                .property("otel.exporter.otlp.endpoint", jaeger.grpcEndpoint())
                .property("otel.exporter.otlp.protocol", "grpc")
                .main(Answers.class));
    metrics = app.awaitStage("done").metrics();
    exit = app.endQuietly();
    spans = jaeger.awaitSpans("answers", 10);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, jaeger);
  }

  @ParameterizedTest
  @CsvSource({
    "map-1, success, 2",
    "json-1, success, 1",
    "record-1, success, 1",
    "bean-1, success, 1",
    "unpriced-1, success, 1",
    "silent-1, success, 1",
    "null-1, success, 1",
    "error-1, error, 1",
    "all-1, success, 1",
  })
  void requestsCountByStatusAndHaveADuration(String model, String status, int requests) {
    assertThat(
            metrics.value(
                "llm_requests_total", "provider", "acme", "model", model, "status", status))
        .isEqualTo(requests);
    assertThat(
            metrics.value("llm_request_duration_seconds_count", "provider", "acme", "model", model))
        .isEqualTo(requests);
  }

  @ParameterizedTest
  @CsvSource({
    "map-1, input, 2000",
    "map-1, output, 1000",
    "json-1, input, 200",
    "json-1, cache_read, 1000",
    "json-1, output, 200",
    "json-1, reasoning, 100",
    "record-1, input, 30",
    "record-1, output, 4",
    "bean-1, input, 40",
    "bean-1, output, 2",
    "unpriced-1, input, 1",
    "all-1, input, 10",
    "all-1, output, 20",
  })
  void tokensAreDisjointParts(String model, String type, int tokens) {
    assertThat(
            metrics.value(
                "llm_tokens_used_total", "provider", "acme", "model", model, "type", type))
        .isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"map-1, 3.0", "record-1, 0.034", "bean-1, 0.042", "all-1, 0.03"})
  void costIsWhatTheAnnotationsPricesSay(String model, double dollars) {
    assertThat(
            metrics.value(
                "llm_cost_dollars_total",
                "provider",
                "acme",
                "model",
                model,
                "cost_source",
                "annotation"))
        .isEqualTo(dollars, within(1e-12));
  }

  @Test
  void aMissingPriceIsCountedAndCostsNothing() {
    assertThat(metrics.value("llm_price_missing_total", "provider", "acme", "model", "unpriced-1"))
        .isEqualTo(1);
    assertThat(metrics.series("llm_cost_dollars_total"))
        .noneMatch(series -> series.contains("unpriced-1"));
  }

  @Test
  void missingUsageIsCountedAndNeverAZero() {
    assertThat(metrics.series("llm_usage_missing_total"))
        .hasSize(2)
        .anyMatch(series -> series.contains("silent-1"))
        .anyMatch(series -> series.contains("null-1"));
    assertThat(metrics.series("llm_tokens_used_total"))
        .noneMatch(series -> series.contains("silent-1") || series.contains("null-1"));
  }

  @Test
  void namesAndBucketsAreTheOnesOfTheStandardMetrics() {
    assertThat(metrics.bounds("llm_request_duration_seconds"))
        .containsExactly(
            "0.01", "0.02", "0.04", "0.08", "0.16", "0.32", "0.64", "1.28", "2.56", "5.12", "10.24",
            "20.48", "40.96", "81.92", "+Inf");
    Exit verdict = Promtool.checkMetrics(metrics.text());
    assertThat(verdict.out() + verdict.err()).isEmpty();
  }

  @Test
  void eachCallIsASpanOfKindClientWithTheModelAndTheTokens() {
    assertThat(spans).hasSize(10);
    JaegerSpan json =
        spans.stream()
            .filter(span -> "json-1".equals(span.tags().get("gen_ai.request.model")))
            .findFirst()
            .orElseThrow();
    assertThat(json.tags())
        .containsEntry("span.kind", "client")
        .containsEntry("gen_ai.provider.name", "acme")
        .containsEntry("gen_ai.usage.input_tokens", "1200")
        .containsEntry("gen_ai.usage.output_tokens", "300");
  }

  @Test
  void anErrorIsOnTheSpan() {
    assertThat(spans)
        .filteredOn(span -> "error-1".equals(span.tags().get("gen_ai.request.model")))
        .singleElement()
        .satisfies(span -> assertThat(span.tags()).containsEntry("otel.status_code", "ERROR"));
  }

  @Test
  void allAnnotationsOnOneMethodAreOneSpanAndOneCall() {
    assertThat(metrics.value("ask_calls_total")).isEqualTo(1);
    assertThat(spans)
        .filteredOn(span -> span.operation().equals("ask the model"))
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.tags())
                    .containsEntry("team", "desk")
                    .containsEntry("gen_ai.usage.input_tokens", "10"));
  }

  @Test
  void anAttributeOfAnArgumentIsOnTheSpanThatTheUsageIs() {
    assertThat(spans)
        .filteredOn(span -> "map-1".equals(span.tags().get("gen_ai.request.model")))
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.tags()).containsEntry("asked.for", "1000"));
  }

  @Test
  void noAnswerIsRecordedAnywhere() {
    assertThat(metrics.text()).doesNotContain("just words").doesNotContain("asleep");
    assertThat(spans).noneMatch(span -> span.tags().toString().contains("just words"));
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Answers.class).run().out());
  }
}
