// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.plan.WovenMethod.span;
import static io.meterweave.plan.WovenMethod.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.record.CallObserver;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpansOfCallsTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");

  private final Recording recording = new Recording(2000);

  @RegisterExtension final ExportedSpans spans = new ExportedSpans(recording);

  private final InMemorySpanExporter exporter = spans.exporter;

  private WovenMethod traced(String descriptor, SpanSpec span) {
    return new WovenMethod(recording, spec("place", descriptor, null, span), HERE);
  }

  private SpanData only() {
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().get(0);
  }

  @Test
  void aCallIsASpanWhileItRuns() throws Exception {
    WovenMethod place =
        traced("()V", Specs.span("Orders.place", SpanSpec.Kind.SERVER, List.of(fixed("a", "b"))));
    SpanContext during = (SpanContext) place.call(() -> Span.current().getSpanContext());
    assertThat(only().getSpanContext()).isEqualTo(during);
    assertThat(only().getName()).isEqualTo("Orders.place");
    assertThat(only().getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(only().getParentSpanContext().isValid()).isFalse();
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(only().getInstrumentationScopeInfo().getName()).isEqualTo("io.meterweave");
    assertThat(only().getAttributes().asMap())
        .isEqualTo(
            Attributes.of(FUNCTION, "com.acme.Orders.place", AttributeKey.stringKey("a"), "b")
                .asMap());
    assertThat(only().getEndEpochNanos()).isGreaterThanOrEqualTo(only().getStartEpochNanos());
  }

  @Test
  void aNestedCallIsAChild() throws Exception {
    WovenMethod outer = traced("()V", span("outer"));
    WovenMethod inner = traced("()V", span("inner"));
    outer.call(() -> inner.call(() -> null));
    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans).extracting(SpanData::getName).containsExactly("inner", "outer");
    assertThat(spans.get(0).getParentSpanContext()).isEqualTo(spans.get(1).getSpanContext());
    assertThat(spans.get(0).getStartEpochNanos())
        .isGreaterThanOrEqualTo(spans.get(1).getStartEpochNanos());
    assertThat(spans.get(0).getEndEpochNanos())
        .isLessThanOrEqualTo(spans.get(1).getEndEpochNanos());
  }

  @Test
  @SuppressWarnings("MustBeClosedChecker") // that is what is tested
  void aScopeThatTheMethodForgetsEndsWithItsCall() throws Exception {
    traced("()V", span("p"))
        .call(
            () -> {
              Context forgotten = Context.current().with(ContextKey.named("k"), "v");
              return forgotten.makeCurrent();
            });
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void anExceptionIsAnEventAndTheStatus() {
    WovenMethod place = traced("()V", span("p"));
    IllegalStateException thrown =
        new IllegalStateException("sold out", new RuntimeException("cause"));
    assertThatThrownBy(
            () ->
                place.call(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(only().getEvents()).hasSize(1);
    var event = only().getEvents().get(0);
    assertThat(event.getName()).isEqualTo("exception");
    assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.type")))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
        .isEqualTo("sold out");
    assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.stacktrace")))
        .startsWith("java.lang.IllegalStateException: sold out\n\tat io.meterweave.plan.SpansOf")
        .contains("\nCaused by: java.lang.RuntimeException: cause\n");
  }

  @Test
  void aThrowableThatAnswersNothingStillEndsTheSpan() {
    WovenMethod place = traced("()V", span("p"));
    Error spiteful = new SpitefulError();
    assertThatThrownBy(
            () ->
                place.call(
                    () -> {
                      throw spiteful;
                    }))
        .isSameAs(spiteful);
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(
            only().getEvents().get(0).getAttributes().get(AttributeKey.stringKey("exception.type")))
        .isEqualTo(SpitefulError.class.getName());
  }

  @Test
  void aLongStackTraceAndACircleOfCausesAreCut() {
    WovenMethod place = traced("()V", span("p"));
    RuntimeException first = new RuntimeException("x".repeat(10_000));
    RuntimeException second = new RuntimeException("two", first);
    first.initCause(second);
    StackTraceElement[] deep = new StackTraceElement[1000];
    Arrays.fill(deep, new StackTraceElement("com.acme.Deep", "down", "Deep.java", 1));
    first.setStackTrace(deep);
    assertThatThrownBy(
            () ->
                place.call(
                    () -> {
                      throw first;
                    }))
        .isSameAs(first);
    Attributes event = only().getEvents().get(0).getAttributes();
    assertThat(event.get(AttributeKey.stringKey("exception.stacktrace"))).hasSize(16 * 1024);
    assertThat(event.get(AttributeKey.stringKey("exception.message"))).hasSize(4096);
  }

  @Test
  void causesWithoutEndAreCut() {
    WovenMethod place = traced("()V", span("p"));
    assertThatThrownBy(
            () ->
                place.call(
                    () -> {
                      throw new EndlessException();
                    }))
        .isInstanceOf(EndlessException.class);
    Attributes event = only().getEvents().get(0).getAttributes();
    assertThat(event.get(AttributeKey.stringKey("exception.stacktrace"))).hasSize(16 * 1024);
  }

  @Test
  void attributesFromParametersKeepTheirTypes() throws Exception {
    List<LabelSpec> attributes =
        List.of(
            parameter("text", 0),
            parameter("int", 1),
            parameter("double", 2),
            parameter("flag", 3),
            parameter("null", 4),
            parameter("object", 5),
            parameter("spiteful", 6));
    WovenMethod place =
        traced(
            "(Ljava/lang/String;IDZLjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V",
            Specs.span("p", SpanSpec.Kind.INTERNAL, attributes));
    place.call(
        () -> null,
        "y".repeat(5000),
        7,
        1.5,
        true,
        null,
        List.of(1),
        new MetricsOfCallsTest.Spiteful());
    assertThat(only().getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put(FUNCTION, "com.acme.Orders.place")
                .put("text", "y".repeat(4096))
                .put("int", 7)
                .put("double", 1.5)
                .put("flag", true)
                .put("object", "[1]")
                .build()
                .asMap());
  }

  @Test
  void aSpanHasAtMost128Attributes() throws Exception {
    List<LabelSpec> attributes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      attributes.add(fixed("f" + i, "v"));
    }
    traced("()V", Specs.span("p", SpanSpec.Kind.INTERNAL, attributes)).call(() -> null);
    assertThat(only().getAttributes().size()).isEqualTo(128);
  }

  @Test
  void metricsAndSpanOfOneCallTellTheSameTime() throws Exception {
    WovenMethod place =
        new WovenMethod(recording, spec("place", "()V", metrics("p"), span("p")), HERE);
    place.call(() -> null);
    double seconds =
        new Exposition(recording)
            .metric("p_duration_seconds")
            .getHistogramData()
            .getPoints()
            .iterator()
            .next()
            .getSum();
    assertThat(Math.round(seconds * 1e9))
        .isEqualTo(only().getEndEpochNanos() - only().getStartEpochNanos());
  }

  @Test
  void llmUsageAloneIsAClientSpanNamedAfterTheModel() throws Exception {
    LlmSpec llm = Specs.llm("openai", "gpt-x", Double.NaN, Double.NaN);
    List<String> seen = new ArrayList<>();
    WovenMethod ask =
        new WovenMethod(
            recording, spec("ask", "()Ljava/lang/String;", null, null, llm), HERE, new Seen(seen));
    ask.call(() -> "hello");
    assertThatThrownBy(
            () ->
                ask.call(
                    () -> {
                      throw new Exception("busy");
                    }))
        .hasMessage("busy");
    assertThat(seen).containsExactly("returned hello", "threw busy");
    assertThat(exporter.getFinishedSpanItems())
        .allSatisfy(
            span -> {
              assertThat(span.getName()).isEqualTo("chat gpt-x");
              assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
              assertThat(span.getAttributes().get(AttributeKey.stringKey("seen"))).isEqualTo("yes");
            });
  }

  @Test
  void anObserverThatFailsCostsNothingElse() throws Exception {
    LlmSpec llm = Specs.llm("openai", "gpt-x", Double.NaN, Double.NaN);
    CallObserver broken =
        new CallObserver() {
          @Override
          public void returned(Object result, long elapsedNanos, Span span) {
            throw new IllegalStateException("broken observer");
          }

          @Override
          public void threw(Throwable thrown, long elapsedNanos, Span span) {}
        };
    WovenMethod ask =
        new WovenMethod(
            recording, spec("ask", "()V", metrics("a"), span("mine"), llm), HERE, broken);
    assertThat(ask.call(() -> "hello")).isEqualTo("hello");
    assertThat(only().getName()).isEqualTo("mine");
    assertThat(recording.figures().get(0).calls()).isEqualTo(1);
  }

  /** Notes what it sees. */
  private record Seen(List<String> notes) implements CallObserver {
    @Override
    public void returned(Object result, long elapsedNanos, Span span) {
      notes.add("returned " + result);
      span.setAttribute("seen", "yes");
    }

    @Override
    public void threw(Throwable thrown, long elapsedNanos, Span span) {
      notes.add("threw " + thrown.getMessage());
      span.setAttribute("seen", "yes");
    }
  }

  /** Always has another cause, and no stack trace. */
  static final class EndlessException extends RuntimeException {
    EndlessException() {
      super("again", null, false, false);
    }

    @Override
    public synchronized Throwable getCause() {
      return new EndlessException();
    }
  }

  /** An error that answers nothing. */
  static final class SpitefulError extends Error {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }
  }
}
