// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A span that starts before there is a tracer: it keeps what is done to it, and hands it on as soon
 * as it is bound to the tracer's own span.
 *
 * <p>Thread-safe. No lock is held while the tracer's span (and so its processors) runs.
 */
/*
 * The ids are known from the first moment, for they go out in headers and logs. Binding makes the
 * tracer's span with these ids, the kept parent and the kept start time; the sampler decides there,
 * and from then on the span context is the tracer's, so that children respect the decision. Changes
 * that come in while the kept ones are handed on are kept as well: the hand-over loops until a look
 * under the lock finds none, and only then lets changes through directly. So the order stays.
 */
final class EarlySpan implements Span {
  private static final int MAX_CHANGES = 512;

  private final String name;
  private final SpanKind kind;
  private final Attributes attributes;
  private final Context parent;
  private final SpanContext ownContext;
  private final SpanClock clock;
  private final long startEpochNanos;
  private final Object lock = new Object();
  private List<Consumer<Span>> changes = new ArrayList<>();
  private boolean isBinding;
  private volatile boolean isEnded;
  private volatile @Nullable Span bound;

  EarlySpan(
      String name,
      SpanKind kind,
      Attributes attributes,
      Context parent,
      SpanContext ownContext,
      SpanClock clock,
      long startEpochNanos) {
    this.name = name;
    this.kind = kind;
    this.attributes = attributes;
    this.parent = parent;
    this.ownContext = ownContext;
    this.clock = clock;
    this.startEpochNanos = startEpochNanos;
  }

  /** Hands the span to a tracer; the first call does it, others do nothing. */
  void bind(Tracer tracer, ReplayIds ids) {
    synchronized (lock) {
      if (isBinding) {
        return;
      }
      isBinding = true;
    }
    Span span = start(tracer, ids);
    for (List<Consumer<Span>> kept = takeOrBind(span); !kept.isEmpty(); kept = takeOrBind(span)) {
      for (Consumer<Span> change : kept) {
        apply(change, span);
      }
    }
  }

  private Span start(Tracer tracer, ReplayIds ids) {
    SpanBuilder builder =
        tracer
            .spanBuilder(name)
            .setParent(parent)
            .setSpanKind(kind)
            .setAllAttributes(attributes)
            .setStartTimestamp(startEpochNanos, TimeUnit.NANOSECONDS);
    ids.begin(ownContext);
    try {
      return builder.startSpan();
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, "span " + name, failure);
      return Span.wrap(ownContext);
    } finally {
      ids.end();
    }
  }

  private List<Consumer<Span>> takeOrBind(Span span) {
    synchronized (lock) {
      List<Consumer<Span>> kept = changes;
      changes = new ArrayList<>();
      if (kept.isEmpty()) {
        bound = span;
      }
      return kept;
    }
  }

  private static void apply(Consumer<Span> change, Span span) {
    try {
      change.accept(span);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, "span kept from the start", failure);
    }
  }

  private EarlySpan change(Consumer<Span> change) {
    Span span = bound;
    if (span == null) {
      span = keep(change, /* isLast= */ false);
    }
    if (span != null) {
      change.accept(span);
    }
    return this;
  }

  /** Keeps a change, or returns the span that was bound meanwhile. */
  private @Nullable Span keep(Consumer<Span> change, boolean isLast) {
    synchronized (lock) {
      if (bound == null && !isEnded && (isLast || changes.size() < MAX_CHANGES)) {
        changes.add(change);
        isEnded = isLast;
      }
      return bound;
    }
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    return change(span -> span.setAttribute(key, value));
  }

  @Override
  public Span addEvent(String event, Attributes eventAttributes) {
    return addEvent(event, eventAttributes, now(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Span addEvent(String event, Attributes eventAttributes, long time, TimeUnit unit) {
    return change(span -> span.addEvent(event, eventAttributes, time, unit));
  }

  @Override
  public Span setStatus(StatusCode code, String description) {
    return change(span -> span.setStatus(code, description));
  }

  @Override
  public Span recordException(Throwable exception, Attributes more) {
    ThrownEvent.add(this, exception, now());
    return this;
  }

  @Override
  public Span updateName(String newName) {
    return change(span -> span.updateName(newName));
  }

  @Override
  public Span addLink(SpanContext to, Attributes linkAttributes) {
    return change(span -> span.addLink(to, linkAttributes));
  }

  @Override
  public void end() {
    end(now(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void end(long time, TimeUnit unit) {
    Consumer<Span> end = span -> span.end(time, unit);
    Span span = bound;
    if (span == null) {
      span = keep(end, /* isLast= */ true);
    }
    if (span != null) {
      end.accept(span);
    }
  }

  private long now() {
    return clock.epochNanos(System.nanoTime());
  }

  @Override
  public SpanContext getSpanContext() {
    Span span = bound;
    return span == null ? ownContext : span.getSpanContext();
  }

  @Override
  public boolean isRecording() {
    Span span = bound;
    return span == null ? !isEnded : span.isRecording();
  }
}
