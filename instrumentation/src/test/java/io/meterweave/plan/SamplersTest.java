// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.plan.WovenMethod.span;
import static io.meterweave.plan.WovenMethod.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.record.SpanOutlet;
import io.meterweave.spec.SpanSpec;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which calls are recorded, and what is current in those that are not. */
@SuppressWarnings("try") // scopes that are only closed
class SamplersTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final ContextKey<String> KEY = ContextKey.named("key");

  private final Recording recording = new Recording(2000);
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final WovenMethod outer =
      new WovenMethod(
          recording,
          spec("outer", "(Ljava/lang/Object;)V", null, span("outer", parameter("p", 0))),
          HERE);
  private final WovenMethod inner =
      new WovenMethod(recording, spec("inner", "()V", null, span("inner", fixed("a", "b"))), HERE);
  private final WovenMethod root =
      new WovenMethod(
          recording,
          spec(
              "root",
              "()V",
              null,
              new SpanSpec(SpanSpec.Form.ROOT, "root", SpanSpec.Kind.INTERNAL, List.of())),
          HERE);

  private void sampleBy(Sampler sampler) {
    recording.connect(
        new SpanOutlet(
            sampler,
            SpanLimits.getDefault(),
            Resource.getDefault(),
            SimpleSpanProcessor.create(exporter)),
        TracerProvider.noop(),
        ContextPropagators.noop());
  }

  @AfterEach
  void nothingIsLeftCurrent() {
    assertThat(Context.current()).isSameAs(Context.root());
  }

  private List<String> exported() {
    return exporter.getFinishedSpanItems().stream().map(SpanData::getName).toList();
  }

  @Test
  void aCallThatIsNotSampledSaysSoToWhatItCalls() throws Exception {
    for (Sampler sampler :
        List.of(Sampler.alwaysOff(), Sampler.parentBased(Sampler.alwaysOff()), never())) {
      sampleBy(sampler);
      List<SpanContext> seen = new ArrayList<>();
      outer.call(
          () -> {
            seen.add(Span.current().getSpanContext());
            assertThat(Span.current().isRecording()).isFalse();
            inner.call(() -> seen.add(Span.current().getSpanContext()));
            return seen.add(Span.current().getSpanContext());
          },
          "x");
      assertThat(seen).allMatch(SpanContext::isValid).noneMatch(SpanContext::isSampled);
      assertThat(seen).extracting(SpanContext::getTraceId).containsOnly(seen.get(0).getTraceId());
      assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }
    assertThat(exported()).isEmpty();
  }

  /** A sampler that must be asked. */
  private static Sampler never() {
    return Sampler.traceIdRatioBased(0);
  }

  @Test
  void belowAParentThatIsNotSampledEachCallHasIdsOfItsOwn() throws Exception {
    for (Sampler atRoot : List.of(Sampler.alwaysOn(), Sampler.traceIdRatioBased(1))) {
      sampleBy(Sampler.parentBased(atRoot));
      SpanContext remote =
          SpanContext.createFromRemoteParent(
              "0af7651916cd43dd8448eb211c80319c",
              "b7ad6b7169203331",
              TraceFlags.getDefault(),
              TraceState.builder().put("k", "v").build());
      List<SpanContext> seen = new ArrayList<>(List.of(remote));
      try (Scope ignored = Span.wrap(remote).makeCurrent()) {
        outer.call(
            () -> {
              inner.call(() -> seen.add(Span.current().getSpanContext()));
              return seen.add(Span.current().getSpanContext());
            },
            "x");
        root.call();
      }
      assertThat(seen).hasSize(3).noneMatch(SpanContext::isSampled).allMatch(SpanContext::isValid);
      assertThat(seen).extracting(SpanContext::getSpanId).doesNotHaveDuplicates();
      assertThat(seen).extracting(SpanContext::getTraceId).containsOnly(remote.getTraceId());
      assertThat(seen).extracting(SpanContext::getTraceState).containsOnly(remote.getTraceState());
      assertThat(exported()).containsExactly("root");
      assertThat(exporter.getFinishedSpanItems().get(0).getParentSpanContext().isValid()).isFalse();
      exporter.reset();
    }
  }

  /** Whoever asks first: the innermost call knows no trace before. */
  @Test
  void callsInsideOneThatIsNotSampledAreInItsTrace() throws Exception {
    for (Sampler sampler :
        List.of(Sampler.alwaysOff(), Sampler.parentBased(Sampler.alwaysOff()), rootsNever())) {
      sampleBy(sampler);
      List<SpanContext> seen = new ArrayList<>();
      outer.call(
          () -> {
            outer.call(
                () -> {
                  inner.call(() -> seen.add(Span.current().getSpanContext()));
                  return seen.add(Span.current().getSpanContext());
                },
                "x");
            return seen.add(Span.current().getSpanContext());
          },
          "x");
      assertThat(seen).hasSize(3).allMatch(SpanContext::isValid).noneMatch(SpanContext::isSampled);
      assertThat(seen).extracting(SpanContext::getSpanId).doesNotHaveDuplicates();
      assertThat(seen).extracting(SpanContext::getTraceId).containsOnly(seen.get(0).getTraceId());
    }
    assertThat(exported()).isEmpty();
  }

  /** Below a root it need not be asked. */
  private static Sampler rootsNever() {
    return Sampler.parentBased(never());
  }

  @Test
  void aSampledParentDecides() throws Exception {
    sampleBy(Sampler.parentBased(Sampler.alwaysOff()));
    Span remote =
        Span.wrap(
            SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("k", "v").build()));
    try (Scope ignored = remote.makeCurrent()) {
      outer.call(() -> inner.call(() -> null), "x");
    }
    assertThat(exported()).containsExactly("inner", "outer");
    SpanData child = exporter.getFinishedSpanItems().get(0);
    SpanData parent = exporter.getFinishedSpanItems().get(1);
    assertThat(child.getParentSpanContext()).isEqualTo(parent.getSpanContext());
    assertThat(parent.getParentSpanContext()).isEqualTo(remote.getSpanContext());
    assertThat(child.getTraceId()).isEqualTo(remote.getSpanContext().getTraceId());
    assertThat(child.getSpanContext().getTraceState())
        .isEqualTo(remote.getSpanContext().getTraceState());
  }

  @Test
  void alwaysOffBelowASampledParentStaysInItsTrace() throws Exception {
    sampleBy(Sampler.alwaysOff());
    Span parent =
        Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault()));
    try (Scope ignored = parent.makeCurrent()) {
      outer.call(
          () -> {
            SpanContext own = Span.current().getSpanContext();
            assertThat(own.getTraceId()).isEqualTo(parent.getSpanContext().getTraceId());
            assertThat(own.getSpanId()).isNotEqualTo(parent.getSpanContext().getSpanId());
            assertThat(own.isSampled()).isFalse();
            return null;
          },
          "x");
    }
  }

  @Test
  void aSamplerThatLooksIsShownAllAndItsWordsAreKept() throws Exception {
    Asked asked = new Asked(SamplingDecision.RECORD_AND_SAMPLE);
    sampleBy(asked);
    outer.call("gold");
    SpanData data = exporter.getFinishedSpanItems().get(0);
    assertThat(asked.calls)
        .containsExactly(
            "outer INTERNAL gold " + data.getTraceId() + " random=true links=0 valid=false");
    assertThat(data.getAttributes().get(AttributeKey.stringKey("by"))).isEqualTo("sampler");
    assertThat(data.getAttributes().get(AttributeKey.stringKey("p"))).isEqualTo("gold");
    assertThat(data.getSpanContext().getTraceState().get("s")).isEqualTo("1");
  }

  @Test
  void whatIsRecordedOnlyIsNotSampled() throws Exception {
    sampleBy(new Asked(SamplingDecision.RECORD_ONLY));
    outer.call(
        () -> {
          assertThat(Span.current().isRecording()).isTrue();
          assertThat(Span.current().getSpanContext().isSampled()).isFalse();
          return null;
        },
        "x");
    assertThat(exported()).isEmpty();
  }

  @Test
  void aSamplerThatFailsCostsTheSpanOnly() throws Exception {
    Asked asked = new Asked(SamplingDecision.DROP);
    asked.fails = true;
    sampleBy(asked);
    assertThat(outer.call(() -> 5, "x")).isEqualTo(5);
    assertThat(exported()).isEmpty();
  }

  @Test
  void aCallKeepsTheRestOfTheContextAndACopyOfItOutlivesTheCall() throws Exception {
    for (Sampler sampler : List.of(Sampler.alwaysOn(), Sampler.alwaysOff())) {
      sampleBy(sampler);
      List<Context> kept = new ArrayList<>();
      try (Scope ignored = Context.root().with(KEY, "before").makeCurrent()) {
        outer.call(
            () -> {
              kept.add(Context.current());
              kept.add(Context.current().with(KEY, "inside"));
              return inner.call(() -> kept.add(Context.current()));
            },
            "x");
      }
      assertThat(kept.get(0).get(KEY)).isEqualTo("before");
      assertThat(kept.get(1).get(KEY)).isEqualTo("inside");
      assertThat(kept.get(2).get(KEY)).isEqualTo("before");
      assertThat(Span.fromContext(kept.get(1))).isSameAs(Span.fromContext(kept.get(0)));
      assertThat(Span.fromContext(kept.get(0)).getSpanContext().isValid()).isTrue();
    }
  }

  @Test
  void scopesThatNobodyClosedAreGoneAfterTheCall() throws Exception {
    for (Sampler sampler : List.of(Sampler.alwaysOn(), Sampler.alwaysOff())) {
      sampleBy(sampler);
      List<Scope> open = new ArrayList<>();
      outer.call(() -> open.add(Context.current().with(KEY, "left").makeCurrent()), "x");
      assertThat(Context.current()).isSameAs(Context.root());
      open.get(0).close();
      assertThat(Context.current()).isSameAs(Context.root());
    }
  }

  /** Notes what it is asked. */
  private static final class Asked implements Sampler {
    private final List<String> calls = new ArrayList<>();
    private final SamplingDecision decision;
    private boolean fails;

    Asked(SamplingDecision decision) {
      this.decision = decision;
    }

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      if (fails) {
        throw new IllegalStateException("sampler");
      }
      SpanContext above = Span.fromContext(parent).getSpanContext();
      calls.add(
          name
              + " "
              + kind
              + " "
              + attributes.get(AttributeKey.stringKey("p"))
              + " "
              + traceId
              + " random="
              + above.getTraceFlags().isTraceIdRandom()
              + " links="
              + links.size()
              + " valid="
              + above.isValid());
      return new SamplingResult() {
        @Override
        public SamplingDecision getDecision() {
          return decision;
        }

        @Override
        public Attributes getAttributes() {
          return Attributes.builder().put("by", "sampler").build();
        }

        @Override
        public TraceState getUpdatedTraceState(TraceState of) {
          return of.toBuilder().put("s", "1").build();
        }
      };
    }

    @Override
    public String getDescription() {
      return "Asked";
    }
  }
}
