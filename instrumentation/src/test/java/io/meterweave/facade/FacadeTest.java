// SPDX-License-Identifier: Apache-2.0
package io.meterweave.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.record.SpanClock;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unchecked") // the functions cross as objects, each name stands for one type
class FacadeTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final Facade facade = new Facade(new SpanClock());
  private final Function<String, Object> functions = facade.functions();
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();

  @AfterEach
  void close() {
    provider.close();
    assertThat(Context.current()).isSameAs(Context.root());
  }

  private <F> F function(String name) {
    return (F) functions.apply(name);
  }

  @Test
  void thereIsNoCurrentSpanOutsideOfOne() {
    assertThat(this.<Supplier<Object>>function("span.current").get()).isNull();
    assertThat(functions.apply("span.unheardOf")).isNull();
  }

  @Test
  void theCurrentSpanTakesWhatIsSet() {
    Span span = provider.get("test").spanBuilder("s").startSpan();
    try (Scope scope = span.makeCurrent()) {
      assertThat(scope).isNotNull();
      Object handle = this.<Supplier<Object>>function("span.current").get();
      assertThat(this.<Function<Object, String>>function("span.traceId").apply(handle))
          .isEqualTo(span.getSpanContext().getTraceId());
      assertThat(this.<Function<Object, String>>function("span.spanId").apply(handle))
          .isEqualTo(span.getSpanContext().getSpanId());
      assertThat(this.<Function<Object, Boolean>>function("span.isRecording").apply(handle))
          .isTrue();
      BiConsumer<String, Object> attributes =
          this.<Function<Object, BiConsumer<String, Object>>>function("span.attributes")
              .apply(handle);
      attributes.accept("text", "x".repeat(5000));
      attributes.accept("long", 5L);
      attributes.accept("double", 1.5);
      attributes.accept("flag", true);
      attributes.accept("nothing", null);
      attributes.accept(null, "nothing");
      this.<BiConsumer<Object, String>>function("span.event").accept(handle, "e");
      this.<BiConsumer<Object, String>>function("span.event").accept(handle, null);
      this.<BiConsumer<Object, Throwable>>function("span.error")
          .accept(handle, new IllegalStateException("no"));
      this.<BiConsumer<Object, Throwable>>function("span.error").accept(handle, null);
    }
    span.end();
    SpanData data = exporter.getFinishedSpanItems().get(0);
    assertThat(data.getAttributes().size()).isEqualTo(4);
    assertThat(data.getAttributes().get(AttributeKey.stringKey("text"))).hasSize(4096);
    assertThat(data.getAttributes().get(AttributeKey.longKey("long"))).isEqualTo(5);
    assertThat(data.getAttributes().get(AttributeKey.doubleKey("double"))).isEqualTo(1.5);
    assertThat(data.getAttributes().get(AttributeKey.booleanKey("flag"))).isTrue();
    assertThat(data.getEvents()).extracting(e -> e.getName()).containsExactly("e", "exception");
    assertThat(data.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void aTraceThatIsExtractedIsInjectedOn() {
    Function<Function<String, String>, Runnable> extract = function("context.extract");
    Consumer<BiConsumer<String, String>> inject = function("context.inject");
    Runnable close = extract.apply(Map.of("traceparent", PARENT, "baggage", "user=ann")::get);
    Map<String, String> headers = new HashMap<>();
    inject.accept(headers::put);
    close.run();
    assertThat(headers).containsEntry("traceparent", PARENT).containsEntry("baggage", "user=ann");
    Map<String, String> after = new HashMap<>();
    inject.accept(after::put);
    assertThat(after).isEmpty();
  }

  @Test
  void malformedHeadersAreIgnored() {
    Function<Function<String, String>, Runnable> extract = function("context.extract");
    Runnable close = extract.apply(name -> "\uD800 nonsense");
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    close.run();
    close.run();
  }

  @Test
  void whatTheApplicationsOwnSetterAndGetterThrowReachesIt() {
    Function<Function<String, String>, Runnable> extract = function("context.extract");
    Consumer<BiConsumer<String, String>> inject = function("context.inject");
    assertThatThrownBy(
            () ->
                extract.apply(
                    name -> {
                      throw new IllegalStateException("getter");
                    }))
        .hasMessage("getter");
    Runnable close = extract.apply(Map.of("traceparent", PARENT)::get);
    try {
      assertThatThrownBy(
              () ->
                  inject.accept(
                      (name, value) -> {
                        throw new IllegalStateException("setter");
                      }))
          .hasMessage("setter");
    } finally {
      close.run();
    }
  }

  @Test
  void otherPropagatorsTakeOver() {
    facade.connect(ContextPropagators.noop());
    Function<Function<String, String>, Runnable> extract = function("context.extract");
    Runnable close = extract.apply(Map.of("traceparent", PARENT)::get);
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    close.run();
  }
}
