// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.span;
import static io.meterweave.plan.WovenMethod.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.record.SpanOutlet;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarlySpansTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final Recording recording = new Recording(2000);
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final WovenMethod outer =
      new WovenMethod(recording, spec("outer", "()V", null, span("outer", fixed("a", "b"))), HERE);
  private final WovenMethod inner =
      new WovenMethod(recording, spec("inner", "()V", null, span("inner")), HERE);
  private final SpanProcessor processor = SimpleSpanProcessor.create(exporter);
  private SdkTracerProvider provider;
  private SdkTracerProvider early;

  EarlySpansTest() {
    sampleBy(Sampler.alwaysOn());
  }

  private void sampleBy(Sampler root) {
    SdkTracerProviderBuilder builder =
        SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(root))
            .addSpanProcessor(processor);
    provider = builder.build();
    early = builder.setIdGenerator(recording.idGenerator()).build();
  }

  private void connect() {
    SpanOutlet outlet =
        new SpanOutlet(
            provider.getSampler(), provider.getSpanLimits(), Resource.getDefault(), processor);
    recording.connect(outlet, early, ContextPropagators.noop());
  }

  @AfterEach
  void close() {
    provider.close();
    assertThat(Span.current()).isSameAs(Span.getInvalid());
  }

  private SpanData finished(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void spansFromBeforeTheSdkKeepIdsParentsTimesAndWhatWasSet() throws Exception {
    long before = nanos(Instant.now());
    List<SpanContext> contexts = new ArrayList<>();
    outer.call(
        () -> {
          contexts.add(Span.current().getSpanContext());
          Span.current().setAttribute("mine", 5).addEvent("half way").updateName("outer");
          assertThat(Span.current().isRecording()).isTrue();
          return inner.call(() -> contexts.add(Span.current().getSpanContext()));
        });
    assertThatThrownBy(
            () ->
                inner.call(
                    () -> {
                      throw new IllegalStateException("early");
                    }))
        .hasMessage("early");
    long after = nanos(Instant.now());
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
    connect();
    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly("outer", "inner", "inner");
    SpanData parent = exporter.getFinishedSpanItems().get(0);
    SpanData child = exporter.getFinishedSpanItems().get(1);
    SpanData failed = exporter.getFinishedSpanItems().get(2);
    assertThat(parent.getSpanContext()).isEqualTo(contexts.get(0));
    assertThat(child.getSpanContext()).isEqualTo(contexts.get(1));
    assertThat(child.getParentSpanContext()).isEqualTo(contexts.get(0));
    assertThat(parent.getParentSpanContext().isValid()).isFalse();
    assertThat(failed.getTraceId()).isNotEqualTo(parent.getTraceId());
    assertThat(parent.getStartEpochNanos()).isBetween(before - 1_000_000, after);
    assertThat(child.getStartEpochNanos()).isGreaterThanOrEqualTo(parent.getStartEpochNanos());
    assertThat(child.getEndEpochNanos()).isLessThanOrEqualTo(parent.getEndEpochNanos());
    assertThat(parent.getEndEpochNanos()).isBetween(before - 1_000_000, after + 1_000_000);
    assertThat(parent.getAttributes().get(AttributeKey.longKey("mine"))).isEqualTo(5);
    assertThat(parent.getAttributes().get(AttributeKey.stringKey("a"))).isEqualTo("b");
    assertThat(parent.getEvents()).singleElement().matches(e -> e.getName().equals("half way"));
    assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(failed.getEvents()).singleElement().matches(e -> e.getName().equals("exception"));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  @Test
  void aSpanThatIsOpenAtTheSwitchEndsLaterAndIsTheParentOfWhatComes() throws Exception {
    outer.call(
        () -> {
          Span.current().setAttribute("first", "1");
          connect();
          Span.current().setAttribute("second", "2");
          return inner.call(() -> null);
        });
    SpanData parent = finished("outer");
    SpanData child = finished("inner");
    assertThat(child.getParentSpanContext()).isEqualTo(parent.getSpanContext());
    assertThat(parent.getAttributes().get(AttributeKey.stringKey("first"))).isEqualTo("1");
    assertThat(parent.getAttributes().get(AttributeKey.stringKey("second"))).isEqualTo("2");
    assertThat(parent.getEndEpochNanos()).isGreaterThanOrEqualTo(child.getEndEpochNanos());
  }

  @Test
  void theSamplerDecidesAboutEarlySpansAndTheirChildren() throws Exception {
    sampleBy(Sampler.alwaysOff());
    outer.call(
        () -> {
          inner.call(() -> null);
          connect();
          assertThat(Span.current().getSpanContext().isSampled()).isFalse();
          return inner.call(() -> null);
        });
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void moreThanCanBeKeptAreCountedAsDropped() throws Exception {
    for (int i = 0; i < 9144; i++) {
      inner.call(() -> null);
    }
    connect();
    assertThat(exporter.getFinishedSpanItems()).hasSize(8192);
    assertThat(new Exposition(recording).samples("meterweave_spans_dropped_total"))
        .containsExactly("meterweave_spans_dropped_total{reason=\"before_start\"} 952.0");
    inner.call(() -> null);
    assertThat(exporter.getFinishedSpanItems()).hasSize(8193);
  }

  @Test
  void nothingIsLostWhileThreadsCrossTheSwitch() throws Exception {
    int threads = 4;
    int calls = 200;
    CountDownLatch half = new CountDownLatch(threads * calls / 4);
    Set<String> ids = ConcurrentHashMap.newKeySet();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int call = 0; call < calls; call++) {
                  crossing(ids);
                  half.countDown();
                }
              });
      running.add(thread);
      thread.start();
    }
    half.await();
    connect();
    for (Thread thread : running) {
      thread.join();
    }
    List<SpanData> spans = exporter.getFinishedSpanItems();
    Set<String> exported = new HashSet<>();
    for (SpanData span : spans) {
      exported.add(span.getSpanId());
      assertThat(span.getAttributes().get(AttributeKey.stringKey("set"))).isEqualTo("inside");
    }
    assertThat(spans).hasSize(threads * calls * 2);
    assertThat(exported).isEqualTo(ids);
    for (SpanData span : spans) {
      if (span.getName().equals("inner")) {
        assertThat(exported).contains(span.getParentSpanId());
      }
    }
  }

  private void crossing(Set<String> ids) {
    try {
      outer.call(
          () -> {
            ids.add(Span.current().setAttribute("set", "inside").getSpanContext().getSpanId());
            return inner.call(
                () ->
                    ids.add(
                        Span.current().setAttribute("set", "inside").getSpanContext().getSpanId()));
          });
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void whenSomeAreThereTheSdkIsAskedToHurry() throws Exception {
    AtomicInteger hurried = new AtomicInteger();
    recording.whenManySpansWait(hurried::incrementAndGet);
    for (int i = 0; i < 15; i++) {
      inner.call(() -> null);
    }
    assertThat(hurried).hasValue(0);
    inner.call(() -> null);
    assertThat(hurried).hasValue(1);
    inner.call(() -> null);
    assertThat(hurried).hasValue(1);
  }

  @Test
  void whoIsToHurryIsToldAtOnceIfTheyAreThereAlready() throws Exception {
    AtomicInteger hurried = new AtomicInteger();
    for (int i = 0; i < 16; i++) {
      inner.call(() -> null);
    }
    recording.whenManySpansWait(hurried::incrementAndGet);
    assertThat(hurried).hasValue(1);
  }
}
