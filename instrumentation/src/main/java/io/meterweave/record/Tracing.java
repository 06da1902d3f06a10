// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Starts spans: early ones until there is an outlet, that outlet's from then on; a tracer's where
 * somebody else's provider makes them.
 *
 * <p>Thread-safe. At most 8,192 early spans are kept, further ones are counted as dropped.
 */
/*
 * The SDK comes up in the background, when the application has started or some seconds after it
 * began. Who makes spans meanwhile is not waited for: after a handful the SDK is asked to hurry, and
 * what comes before it is up, which takes most of a second, is kept. That is more than the queue of
 * OpenTelemetry's batch processor holds by default, which gets them all at once: who sees spans
 * dropped there can have a longer one.
 *
 * The switch: connect publishes the tracer, then binds every kept span in the order of their starts, so
 * that a parent's sampling decision is known before its children's. A span that started without
 * seeing the tracer looks again after it was queued; whichever of the two comes second binds it.
 *
 * Only early spans bring ids along, so they have a tracer of their own, and all others one of a
 * provider with OpenTelemetry's own random ids: it looks at each character of ids from elsewhere,
 * which was a sixth of what a span costs.
 */
public final class Tracing {
  static final int MAX_EARLY = 8192;

  /** So many early spans ask for the outlet. */
  static final int MANY = 16;

  /** The scope name of all spans of ours. */
  static final String SCOPE = "io.meterweave";

  private final SpanClock clock = new SpanClock();
  private final ReplayIds ids = new ReplayIds();
  private final Queue<EarlySpan> early = new ConcurrentLinkedQueue<>();
  private final AtomicInteger earlyCount = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable Connected connected;
  private volatile @Nullable Runnable whenMany;

  /** Makes the switch, without a tracer yet. */
  public Tracing() {}

  /**
   * Says what to run, once or twice, when many spans wait for an outlet; it must be quick, for it
   * runs in a call of the application.
   */
  public void whenManyWait(Runnable hurry) {
    whenMany = hurry;
    if (earlyCount.get() >= MANY) {
      hurry.run();
    }
  }

  /** Returns where spans go, or null before that is known. */
  @Nullable Connected connected() {
    return connected;
  }

  /**
   * Starts a span that no outlet takes.
   *
   * @param current what {@link #connected} returned: a second look could find an outlet
   */
  Span start(
      @Nullable Connected current,
      String name,
      SpanKind kind,
      Attributes attributes,
      Context parent,
      long startEpochNanos) {
    if (current == null) {
      return startEarly(name, kind, attributes, parent, startEpochNanos);
    }
    return current
        .tracer()
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(kind)
        .setAllAttributes(attributes)
        .setStartTimestamp(startEpochNanos, TimeUnit.NANOSECONDS)
        .startSpan();
  }

  private Span startEarly(
      String name, SpanKind kind, Attributes attributes, Context parent, long startEpochNanos) {
    SpanContext context = childOf(Span.fromContext(parent).getSpanContext());
    int count = earlyCount.incrementAndGet();
    Runnable hurry = count == MANY ? whenMany : null;
    if (hurry != null) {
      hurry.run();
    }
    if (count > MAX_EARLY) {
      dropped.increment();
      return Span.wrap(context);
    }
    EarlySpan span = new EarlySpan(name, kind, attributes, parent, context, clock, startEpochNanos);
    early.add(span);
    Connected meanwhile = connected;
    if (meanwhile != null) {
      bindEarly(meanwhile.early());
    }
    return span;
  }

  private SpanContext childOf(SpanContext parent) {
    IdGenerator random = IdGenerator.random();
    String spanId = random.generateSpanId();
    if (parent.isValid()) {
      return SpanContext.create(
          parent.getTraceId(), spanId, parent.getTraceFlags(), parent.getTraceState());
    }
    TraceFlags flags =
        TraceFlags.builder()
            .setSampled(true)
            .setRandomTraceId(random.generatesRandomTraceIds())
            .build();
    return SpanContext.create(random.generateTraceId(), spanId, flags, parent.getTraceState());
  }

  /**
   * Sends all spans to a provider's tracer from now on.
   *
   * @param early makes the spans that were kept, with the ids of {@link #idGenerator()}
   */
  public void connect(TracerProvider provider, TracerProvider early) {
    connect(new Connected(provider.get(SCOPE), early.get(SCOPE), null));
  }

  /**
   * Sends all spans to an outlet from now on.
   *
   * @param early makes the spans that were kept, with the ids of {@link #idGenerator()}
   */
  public void connect(SpanOutlet outlet, TracerProvider early) {
    connect(new Connected(TracerProvider.noop().get(SCOPE), early.get(SCOPE), outlet));
  }

  private void connect(Connected made) {
    connected = made;
    bindEarly(made.early());
  }

  private void bindEarly(Tracer to) {
    for (EarlySpan span = early.poll(); span != null; span = early.poll()) {
      span.bind(to, ids);
    }
  }

  /** Returns the ids that the provider of early spans must use, so that they keep theirs. */
  public IdGenerator idGenerator() {
    return ids;
  }

  /** Returns the clock of all spans. */
  public SpanClock clock() {
    return clock;
  }

  /** Returns how many spans were dropped, by reason. */
  public Map<String, Long> dropped() {
    return Map.of("before_start", dropped.sum());
  }

  /**
   * Where spans go.
   *
   * @param tracer makes those that start from now on
   * @param early makes those that started before
   * @param outlet takes those that start from now on, which we make; null: the tracer makes them
   */
  record Connected(Tracer tracer, Tracer early, @Nullable SpanOutlet outlet) {}
}
