// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.record.AllMetrics;
import io.meterweave.record.CallObserver;
import io.meterweave.record.Instruments;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Specs;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class LlmRecorderTest {
  private static final String OF = "{provider=\"openai\",model=\"gpt-5-mini\"";
  private static final long NANOS = 1_500_000_000;

  private final Instruments instruments = new Instruments(100);
  private final LlmObservers observers = new LlmObservers(instruments);
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider tracers =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();

  @Test
  void aCallWithUsageIsCountedTimedAndPriced() {
    returned(0.5, 2.0, usage(1200, 1024, 300, 192));

    assertThat(series())
        .containsOnly(
            Map.entry("llm_requests_total" + OF + ",status=\"success\"}", 1.0),
            Map.entry("llm_request_duration_seconds" + OF + "}", 1.5),
            Map.entry("llm_tokens_used_total" + OF + ",type=\"input\"}", 176.0),
            Map.entry("llm_tokens_used_total" + OF + ",type=\"cache_read\"}", 1024.0),
            Map.entry("llm_tokens_used_total" + OF + ",type=\"output\"}", 108.0),
            Map.entry("llm_tokens_used_total" + OF + ",type=\"reasoning\"}", 192.0),
            Map.entry("llm_cost_dollars_total" + OF + ",cost_source=\"annotation\"}", 1.2));
  }

  @Test
  void callsAddUp() {
    for (int i = 0; i < 3; i++) {
      returned(1, 1, Map.of("input_tokens", 10, "output_tokens", 5));
    }

    assertThat(series())
        .containsEntry("llm_requests_total" + OF + ",status=\"success\"}", 3.0)
        .containsEntry("llm_tokens_used_total" + OF + ",type=\"input\"}", 30.0)
        .containsEntry("llm_tokens_used_total" + OF + ",type=\"output\"}", 15.0)
        .containsEntry("llm_cost_dollars_total" + OF + ",cost_source=\"annotation\"}", 0.045);
  }

  @Test
  void aPartWithoutTokensAddsNoSeries() {
    returned(1, 1, Map.of("input_tokens", 10, "output_tokens", 0, "cached_tokens", 0));

    assertThat(series())
        .containsOnlyKeys(
            "llm_requests_total" + OF + ",status=\"success\"}",
            "llm_request_duration_seconds" + OF + "}",
            "llm_tokens_used_total" + OF + ",type=\"input\"}",
            "llm_cost_dollars_total" + OF + ",cost_source=\"annotation\"}");
  }

  @Test
  void whatTheProviderReportsWinsOverTheAnnotation() {
    returned(1, 1, Map.of("input_tokens", 10, "output_tokens", 5, "cost", 0.25));

    assertThat(series())
        .containsEntry("llm_cost_dollars_total" + OF + ",cost_source=\"provider\"}", 0.25)
        .doesNotContainKey("llm_cost_dollars_total" + OF + ",cost_source=\"annotation\"}");
  }

  @Test
  void aPriceThatIsMissingIsSaidAndNothingPriced() {
    returned(1, Double.NaN, Map.of("input_tokens", 10, "output_tokens", 5));

    assertThat(series())
        .containsEntry("llm_price_missing_total" + OF + "}", 1.0)
        .containsEntry("llm_tokens_used_total" + OF + ",type=\"input\"}", 10.0)
        .noneSatisfy((name, value) -> assertThat(name).startsWith("llm_cost"));
  }

  @Test
  void aPriceForWhatWasNotUsedIsNotMissed() {
    returned(2, Double.NaN, Map.of("prompt_tokens", 10));

    assertThat(series())
        .containsEntry("llm_cost_dollars_total" + OF + ",cost_source=\"annotation\"}", 0.02)
        .doesNotContainKey("llm_price_missing_total" + OF + "}");
  }

  @Test
  void aResultWithoutUsageIsSaidAndNothingElse() {
    returned(1, 1, "an answer");
    returned(1, 1, null);

    assertThat(series())
        .containsOnly(
            Map.entry("llm_requests_total" + OF + ",status=\"success\"}", 2.0),
            Map.entry("llm_request_duration_seconds" + OF + "}", 3.0),
            Map.entry("llm_usage_missing_total" + OF + ",reason=\"no_usage\"}", 1.0),
            Map.entry("llm_usage_missing_total" + OF + ",reason=\"null_result\"}", 1.0));
  }

  @Test
  void usageOfWhichAPartIsMissingIsNotPriced() {
    returned(1, 1, Map.of("output_tokens", 5));

    assertThat(series())
        .containsEntry("llm_usage_missing_total" + OF + ",reason=\"incomplete\"}", 1.0)
        .containsEntry("llm_tokens_used_total" + OF + ",type=\"output\"}", 5.0)
        .noneSatisfy((name, value) -> assertThat(name).startsWith("llm_cost"))
        .noneSatisfy((name, value) -> assertThat(name).startsWith("llm_price"));
  }

  @Test
  void aFailedCallIsAnErrorWithDurationAndNothingElse() {
    threw(new IllegalStateException("secret"));

    assertThat(series())
        .containsOnly(
            Map.entry("llm_requests_total" + OF + ",status=\"error\"}", 1.0),
            Map.entry("llm_request_duration_seconds" + OF + "}", 1.5));
  }

  @Test
  void theSpanSaysWhatWasAskedAndUsed() {
    returned(
        1,
        1,
        Map.of("id", "r-1", "model", "gpt-5-mini-2026", "usage", usage(1200, 1024, 300, 192)));

    assertThat(attributes())
        .isEqualTo(
            Attributes.builder()
                .put(stringKey("gen_ai.operation.name"), "chat")
                .put(stringKey("gen_ai.provider.name"), "openai")
                .put(stringKey("gen_ai.request.model"), "gpt-5-mini")
                .put(stringKey("gen_ai.response.model"), "gpt-5-mini-2026")
                .put(stringKey("gen_ai.response.id"), "r-1")
                .put(longKey("gen_ai.usage.input_tokens"), 1200)
                .put(longKey("gen_ai.usage.output_tokens"), 300)
                .put(longKey("gen_ai.usage.cache_read.input_tokens"), 1024)
                .put(longKey("gen_ai.usage.reasoning.output_tokens"), 192)
                .build());
  }

  @Test
  void theSpanOfAFailedCallSaysWhatFailed() {
    threw(new CompletionException(new IllegalStateException("secret")));

    assertThat(attributes())
        .isEqualTo(
            Attributes.builder()
                .put(stringKey("gen_ai.operation.name"), "chat")
                .put(stringKey("gen_ai.provider.name"), "openai")
                .put(stringKey("gen_ai.request.model"), "gpt-5-mini")
                .put(stringKey("error.type"), "java.lang.IllegalStateException")
                .build());
  }

  @Test
  void aMethodWithoutLlmUsageHasNoObserver() {
    MethodSpec plain = Specs.method("C", "m", "()V", true, null, null, null);

    assertThat(observers.apply(plain, MethodHandles.lookup())).isNull();
  }

  private static Map<String, Object> usage(int in, int cached, int out, int reasoning) {
    return Map.of(
        "prompt_tokens",
        in,
        "completion_tokens",
        out,
        "prompt_tokens_details",
        Map.of("cached_tokens", cached),
        "completion_tokens_details",
        Map.of("reasoning_tokens", reasoning));
  }

  private void returned(double prompt, double completion, Object result) {
    Span span = tracers.get("test").spanBuilder("call").startSpan();
    observer(prompt, completion).returned(result, NANOS, span);
    span.end();
  }

  private void threw(Throwable thrown) {
    Span span = tracers.get("test").spanBuilder("call").startSpan();
    observer(1, 1).threw(thrown, NANOS, span);
    span.end();
  }

  private CallObserver observer(double prompt, double completion) {
    LlmSpec llm = Specs.llm("openai", "gpt-5-mini", prompt, completion);
    return observers.apply(
        Specs.method("com.acme.Desk", "ask", "()Ljava/lang/Object;", false, null, null, llm),
        MethodHandles.lookup());
  }

  private Attributes attributes() {
    return spans.getFinishedSpanItems().get(0).getAttributes().toBuilder().build();
  }

  /** Returns the value of every series of the pack; of a histogram its sum. */
  private Map<String, Double> series() {
    Map<String, Double> series = new TreeMap<>();
    for (MetricData metric : collect()) {
      if (metric.getName().startsWith("llm_")) {
        for (PointData point : metric.getData().getPoints()) {
          series.put(metric.getName() + labels(point.getAttributes()), value(point));
        }
      }
    }
    return series;
  }

  private Iterable<MetricData> collect() {
    return AllMetrics.of(instruments);
  }

  private static String labels(Attributes attributes) {
    StringBuilder labels = new StringBuilder("{");
    for (String key :
        new String[] {"provider", "model", "status", "type", "cost_source", "reason"}) {
      String value = attributes.get(stringKey(key));
      if (value != null) {
        labels.append(labels.length() > 1 ? "," : "").append(key).append("=\"").append(value);
        labels.append('"');
      }
    }
    return labels.append('}').toString();
  }

  private static double value(PointData point) {
    if (point instanceof HistogramPointData histogram) {
      return histogram.getSum();
    }
    return point instanceof LongPointData counter
        ? counter.getValue()
        : ((DoublePointData) point).getValue();
  }
}
