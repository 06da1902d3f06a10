// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is done to it, a span of ours says the same as one of OpenTelemetry's SDK. */
class RecordingSpanTest {
  private static final SpanLimits NARROW =
      SpanLimits.builder()
          .setMaxNumberOfAttributes(3)
          .setMaxNumberOfEvents(2)
          .setMaxNumberOfLinks(2)
          .setMaxNumberOfAttributesPerEvent(1)
          .setMaxNumberOfAttributesPerLink(1)
          .setMaxAttributeValueLength(5)
          .build();
  private static final Attributes START =
      Attributes.builder().put("code.function.name", "Orders.place").put("a", "b").build();
  private static final Attributes TWO =
      Attributes.builder().put("first", "a long text").put("second", 2).build();
  private static final SpanContext OTHER =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.builder().put("vendor", "1").build());

  private static final Throwable FAILURE = new IllegalStateException("so");

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SpanProcessor processor = SimpleSpanProcessor.create(exporter);

  @ParameterizedTest
  @EnumSource(Deed.class)
  void itSaysWhatTheSdksSpanSays(Deed deed) {
    for (SpanLimits limits : List.of(SpanLimits.getDefault(), NARROW)) {
      Span theirs = theirs(limits, Context.root());
      Span ours = ours(limits, Context.root());
      deed.on.accept(theirs);
      deed.on.accept(ours);
      assertThat(Said.of(((ReadWriteSpan) ours).toSpanData()))
          .isEqualTo(Said.of(((ReadWriteSpan) theirs).toSpanData()));
      assertThat(ours.isRecording()).isEqualTo(theirs.isRecording());
      theirs.end(2_000, TimeUnit.NANOSECONDS);
      ours.end(2_000, TimeUnit.NANOSECONDS);
      deed.on.accept(theirs);
      deed.on.accept(ours);
      List<SpanData> ended = exporter.getFinishedSpanItems();
      assertThat(ended).hasSize(2);
      assertThat(Said.of(ended.get(1))).isEqualTo(Said.of(ended.get(0)));
      assertThat(ours.isRecording()).isFalse();
      exporter.reset();
    }
  }

  private Span theirs(SpanLimits limits, Context parent) {
    return theirs(limits, parent, processor);
  }

  private static Span theirs(SpanLimits limits, Context parent, SpanProcessor to) {
    return SdkTracerProvider.builder()
        .setSpanLimits(limits)
        .addSpanProcessor(to)
        .build()
        .get(Tracing.SCOPE)
        .spanBuilder("Orders.place")
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .setAllAttributes(START)
        .setStartTimestamp(1_000, TimeUnit.NANOSECONDS)
        .startSpan();
  }

  private Span ours(SpanLimits limits, Context parent) {
    return ours(limits, parent, processor);
  }

  private static Span ours(SpanLimits limits, Context parent, SpanProcessor to) {
    SpanOutlet outlet =
        new SpanOutlet(Sampler.parentBased(Sampler.alwaysOn()), limits, Resource.getDefault(), to);
    return outlet.start(
        "Orders.place", SpanKind.CLIENT, START, parent, SpanClock.Anchor.now(), 1_000);
  }

  @Test
  void whoSeesItEndMayStillChangeItAndNobodyElse() {
    for (boolean isOurs : new boolean[] {true, false}) {
      List<String> seen = new ArrayList<>();
      EndWatch watch =
          new EndWatch(
              span -> {
                span.setAttribute("late", "x").updateName("renamed").addEvent("e");
                span.end();
                inAnotherThread(() -> span.setAttribute("other", 1));
                SpanData copy = span.toSpanData();
                seen.add(
                    copy.getName()
                        + copy.getAttributes().size()
                        + copy.getEvents().size()
                        + copy.hasEnded()
                        + span.isRecording()
                        + copy.getEndEpochNanos()
                        + " "
                        + span.getLatencyNanos());
              });
      SpanProcessor both = SpanProcessor.composite(watch, processor);
      SpanLimits limits = SpanLimits.getDefault();
      Span span =
          isOurs ? ours(limits, Context.root(), both) : theirs(limits, Context.root(), both);
      span.end(2_000, TimeUnit.NANOSECONDS);
      span.setAttribute("after", 1);
      assertThat(seen).containsExactly("renamed31falsetrue2000 1000");
      assertThat(exporter.getFinishedSpanItems()).hasSize(1);
      SpanData ended = exporter.getFinishedSpanItems().get(0);
      assertThat(ended.getName()).isEqualTo("renamed");
      assertThat(ended.getAttributes().size()).isEqualTo(3);
      assertThat(ended.getEndEpochNanos()).isEqualTo(2_000);
      assertThat(ended.hasEnded()).isTrue();
      exporter.reset();
    }
  }

  private static void inAnotherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException asked) {
      throw new IllegalStateException(asked);
    }
  }

  @Test
  void aCopyThatWasTakenBeforeTheEndDoesNotChange() {
    Span ours = ours(SpanLimits.getDefault(), Context.root());
    ours.setAttribute("x", 1).addEvent("one");
    SpanData copy = ((ReadWriteSpan) ours).toSpanData();
    Said before = Said.of(copy);
    ours.setAttribute("y", 1).addEvent("two").addLink(OTHER).updateName("other");
    ours.setStatus(StatusCode.ERROR).end();
    assertThat(Said.of(copy)).isEqualTo(before);
    assertThat(copy.hasEnded()).isFalse();
    assertThat(copy.getEvents()).extracting(EventData::getName).containsExactly("one");
  }

  @Test
  void aChildIsInTheTraceOfItsParentWhoeverMadeThat() {
    Span remote = Span.wrap(OTHER);
    Span child = ours(SpanLimits.getDefault(), Context.root().with(remote));
    Span grandchild = ours(SpanLimits.getDefault(), Context.root().with(child));
    Span theirs = theirs(SpanLimits.getDefault(), Context.root().with(grandchild));
    for (Span span : List.of(child, grandchild, theirs)) {
      assertThat(span.getSpanContext().getTraceId()).isEqualTo(OTHER.getTraceId());
      assertThat(span.getSpanContext().getTraceState()).isEqualTo(OTHER.getTraceState());
      assertThat(span.getSpanContext().getTraceFlags()).isEqualTo(TraceFlags.getSampled());
    }
    assertThat(((ReadWriteSpan) theirs).getParentSpanContext().getSpanId())
        .isEqualTo(grandchild.getSpanContext().getSpanId())
        .isNotEqualTo(child.getSpanContext().getSpanId());
  }

  @Test
  void idsOfARootAreAsOpenTelemetrysAre() {
    SpanContext ours = ours(SpanLimits.getDefault(), Context.root()).getSpanContext();
    SpanContext theirs = theirs(SpanLimits.getDefault(), Context.root()).getSpanContext();
    assertThat(ours.getTraceId()).matches("[0-9a-f]{32}").isSameAs(ours.getTraceId());
    assertThat(ours.getSpanId()).matches("[0-9a-f]{16}").isSameAs(ours.getSpanId());
    assertThat(ours.getTraceFlags()).isEqualTo(theirs.getTraceFlags());
    assertThat(ours.isValid() && ours.isSampled() && !ours.isRemote()).isTrue();
  }

  @Test
  void manyThreadsMayChangeItWhileItEnds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 500; round++) {
        Span ours = ours(SpanLimits.getDefault(), Context.root());
        Future<?> changes =
            threads.submit(
                () -> {
                  for (int i = 0; ours.isRecording(); i++) {
                    ours.setAttribute("k" + i % 100, i).addEvent("e");
                  }
                });
        Future<?> more = threads.submit(() -> ours.setStatus(StatusCode.OK));
        Future<?> end = threads.submit(() -> ours.end());
        more.get();
        end.get();
        Said atTheEnd = Said.of(exporter.getFinishedSpanItems().get(0));
        changes.get();
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        assertThat(Said.of(exporter.getFinishedSpanItems().get(0))).isEqualTo(atTheEnd);
        exporter.reset();
      }
    } finally {
      threads.shutdown();
    }
  }

  /**
   * Does something with spans that end.
   *
   * @param on what
   */
  private record EndWatch(Consumer<ReadWriteSpan> on) implements ExtendedSpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnding(ReadWriteSpan span) {
      on.accept(span);
    }

    @Override
    public boolean isOnEndingRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }
  }

  /** Something that is done to a span. */
  enum Deed {
    NOTHING(span -> {}),
    ATTRIBUTES(
        span ->
            span.setAttribute("text", "a long text")
                .setAttribute("number", 1)
                .setAttribute("part", 0.5)
                .setAttribute("flag", true)
                .setAttribute("a", "again")
                .setAttribute("", "nameless")
                .setAttribute("text", (String) null)),
    LISTS(
        span ->
            span.setAttribute(
                AttributeKey.stringArrayKey("list"), List.of("a long text", "short"))),
    TYPES(span -> span.setAttribute("a", 7)),
    EVENTS(
        span ->
            span.addEvent("one", 5, TimeUnit.MICROSECONDS)
                .addEvent("two", TWO, 6, TimeUnit.NANOSECONDS)
                .addEvent("three", null, 7, TimeUnit.NANOSECONDS)
                .addEvent(null, TWO, 7, TimeUnit.NANOSECONDS)
                .addEvent("timeless", TWO, 7, null)),
    LINKS(
        span ->
            span.addLink(OTHER)
                .addLink(OTHER, TWO)
                .addLink(OTHER, null)
                .addLink(SpanContext.getInvalid())
                .addLink(null)),
    OK_IS_FINAL(span -> span.setStatus(StatusCode.OK, "why").setStatus(StatusCode.ERROR, "no")),
    ERROR(span -> span.setStatus(StatusCode.ERROR, "why").setStatus(StatusCode.UNSET)),
    ERROR_THEN_OK(span -> span.setStatus(StatusCode.ERROR, "why").setStatus(StatusCode.OK)),
    ERROR_WITHOUT_WORDS(span -> span.setStatus(StatusCode.ERROR, null)),
    NO_STATUS(span -> span.setStatus(null)),
    NAME(span -> span.updateName("other").updateName(null)),
    EXCEPTION(span -> span.recordException(FAILURE, TWO)),
    NO_EXCEPTION(span -> span.recordException(null)),
    END(span -> span.end(3_000, TimeUnit.NANOSECONDS)),
    END_WITHOUT_UNIT(span -> span.end(3_000, null));

    private final Consumer<Span> on;

    Deed(Consumer<Span> on) {
      this.on = on;
    }
  }

  /** What a span says, but for its ids and for times that nobody gave. */
  private record Said(
      String name,
      SpanKind kind,
      Object attributes,
      List<List<Object>> events,
      List<LinkData> links,
      Object status,
      List<Object> totals,
      long start,
      long end,
      Object resource,
      Object scope,
      boolean hasEnded) {
    static Said of(SpanData data) {
      return new Said(
          data.getName(),
          data.getKind(),
          data.getAttributes().asMap(),
          data.getEvents().stream().map(Said::event).toList(),
          List.copyOf(data.getLinks()),
          data.getStatus(),
          List.of(
              data.getAttributes().size(),
              data.getTotalAttributeCount(),
              data.getTotalRecordedEvents(),
              data.getTotalRecordedLinks()),
          data.getStartEpochNanos(),
          data.getEndEpochNanos(),
          data.getResource(),
          data.getInstrumentationScopeInfo(),
          data.hasEnded());
    }

    private static List<Object> event(EventData event) {
      boolean isTimed = !event.getName().equals("exception");
      return List.of(
          event.getName(),
          event.getAttributes().asMap(),
          event.getTotalAttributeCount(),
          isTimed ? event.getEpochNanos() : 0);
    }
  }
}
