// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.SpanSpec;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one method spans: current while the method runs, child of what was current
 * before.
 *
 * <p>Thread-safe; allocates what the tracer allocates. Failures are swallowed; a span that was
 * started ends, and what was made current is undone.
 */
public final class SpanRecorder {
  static final int MAX_ATTRIBUTES = 128;

  static {
    ThreadContext.prepare();
  }

  private final SpanSpec.Form form;
  private final String name;
  private final SpanKind kind;
  private final String function;
  private final Attributes fixed;
  private final SpanAttributes atEntry;
  private final SpanAttributes atExit;
  private final Tracing tracing;
  private final @Nullable BooleanSupplier isMeasured;

  /**
   * Prepares the spans of a method.
   *
   * @param function the method, as class, dot, method
   * @param atEntry the attributes that are read when a call begins
   * @param atExit those that are read when it ends; their readers are as those of {@link
   *     EndReaders}
   * @param isMeasured asked at each call whether it is a span; null: it is
   */
  public SpanRecorder(
      SpanSpec spec,
      String function,
      SpanAttributes atEntry,
      SpanAttributes atExit,
      Tracing tracing,
      @Nullable BooleanSupplier isMeasured) {
    this.form = spec.form();
    this.name = spec.name();
    this.kind = SpanKind.valueOf(spec.kind().name());
    this.function = function;
    this.atEntry = atEntry;
    this.atExit = atExit;
    this.tracing = tracing;
    this.isMeasured = isMeasured;
    AttributesBuilder attributes = Attributes.builder();
    if (form != SpanSpec.Form.CURRENT) {
      attributes.put("code.function.name", function);
    }
    for (LabelSpec attribute : shown(spec)) {
      if (attribute.source() instanceof LabelSpec.Fixed value) {
        attributes.put(attribute.key(), Names.cut(value.value(), Names.MAX_TEXT));
      }
    }
    this.fixed = atEntry.beside(attributes.build());
  }

  /** Returns the attributes that there is room for. */
  public static List<LabelSpec> shown(SpanSpec spec) {
    List<LabelSpec> all = spec.attributes();
    return all.size() < MAX_ATTRIBUTES ? all : all.subList(0, MAX_ATTRIBUTES - 1);
  }

  /** Returns whether a call needs something at its end. */
  public boolean needsCall() {
    return form != SpanSpec.Form.CURRENT || !atExit.isEmpty();
  }

  /** Sets the attributes of a call on the current span, which is not its own. */
  public void mention(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    Span current = Span.current();
    if (isOn() && current.isRecording()) {
      current.setAllAttributes(attributes(first, second, third, others));
    }
  }

  /** Returns whether the calls are spans of their own. */
  public boolean hasOwnSpan() {
    return form != SpanSpec.Form.CURRENT;
  }

  /**
   * Opens a call of which nobody needs more than its span.
   *
   * @param isTimed whether the start is a time
   * @return the call; null if nothing is to be done at its end
   */
  public @Nullable OpenCells openAlone(
      CellSet cells,
      boolean isTimed,
      long startNanos,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    if (!isOn()) {
      return null;
    }
    Tracing.Connected to = tracing.connected();
    SpanOutlet outlet = to == null ? null : to.outlet();
    if (outlet != null && outlet.isClosed()) {
      return null;
    }
    Context parent = parent();
    UnsampledCall unsampled = outlet == null ? null : unsampled(cells, outlet.sampling(), parent);
    if (unsampled != null) {
      return attached(unsampled);
    }
    long began = isTimed ? startNanos : System.nanoTime();
    SpanClock.Anchor anchor = anchor(Span.fromContext(parent), began);
    Span span = start(to, parent, anchor, began, attributes(first, second, third, others));
    if (outlet != null && !span.isRecording()) {
      return attached(UnsampledCall.of(span, cells));
    }
    OpenCall call = new OpenCall(cells, null, null);
    call.enter(span, kind, anchor, began);
    return call;
  }

  private Context parent() {
    return form == SpanSpec.Form.ROOT ? Context.root() : ContextCall.current();
  }

  /** Returns the call whose span is not wanted, or null if it is or nobody knows. */
  private static @Nullable UnsampledCall unsampled(
      CellSet cells, Sampling sampling, Context parent) {
    if (parent instanceof UnsampledCall outer) {
      return sampling.underUnsampled() == Sampling.Answer.NO ? outer.inside(cells) : null;
    }
    Span above = Span.fromContext(parent);
    return sampling.under(above) == Sampling.Answer.NO
        ? UnsampledCall.below(above.getSpanContext(), cells)
        : null;
  }

  /**
   * Returns the clock of the span around, so that whatever becomes of the time, one is in the
   * other.
   */
  private SpanClock.Anchor anchor(Span around, long nanoTime) {
    return around instanceof RecordingSpan ours ? ours.clock() : tracing.clock().anchor(nanoTime);
  }

  private static UnsampledCall attached(UnsampledCall call) {
    call.attach();
    return call;
  }

  /** Starts the span of a call and makes it current. */
  public void open(
      OpenCall call,
      CallLine line,
      long startNanos,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    if (!isOn()) {
      return;
    }
    if (form == SpanSpec.Form.CURRENT) {
      mention(first, second, third, others);
      call.borrow(Span.current());
      return;
    }
    long began = line.timing().isTimed() ? startNanos : System.nanoTime();
    Attributes attributes = attributes(first, second, third, others);
    Span taken = taken(line, attributes);
    if (taken != null) {
      call.enter(taken, kind, anchor(taken, began), began);
      return;
    }
    Context parent = parent();
    SpanClock.Anchor anchor = anchor(Span.fromContext(parent), began);
    Span span = start(tracing.connected(), parent, anchor, began, attributes);
    call.enter(span, kind, anchor, began);
  }

  private boolean isOn() {
    return isMeasured == null || isMeasured.getAsBoolean();
  }

  /** Takes over the span of the proxy that the call came through, or returns null. */
  private @Nullable Span taken(CallLine line, Attributes attributes) {
    if (!line.isWatched()) {
      return null;
    }
    CallFrame proxy = line.untaken(InFlight.ofThread());
    Span span = proxy == null ? null : proxy.take(kind);
    if (span != null) {
      span.updateName(name);
      span.setAllAttributes(attributes);
    }
    return span;
  }

  private Span start(
      Tracing.@Nullable Connected to,
      Context parent,
      SpanClock.Anchor anchor,
      long startNanos,
      Attributes attributes) {
    try {
      SpanOutlet outlet = to == null ? null : to.outlet();
      return outlet == null
          ? tracing.start(to, name, kind, attributes, parent, anchor.epochNanos(startNanos))
          : outlet.start(name, kind, attributes, parent, anchor, anchor.epochNanos(startNanos));
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
      return Span.wrap(Span.fromContext(parent).getSpanContext());
    }
  }

  private Attributes attributes(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    return atEntry.isEmpty() ? fixed : atEntry.with(fixed, first, second, third, others);
  }

  /**
   * Ends the span of a call.
   *
   * @param observer sees the call before its span ends, or null
   * @param result what the call returned
   * @param thrown what it threw instead, or null
   */
  public void close(
      OpenCall call,
      long startNanos,
      long endNanos,
      @Nullable CallObserver observer,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    Span span = call.span();
    SpanClock.Anchor anchor = call.anchor();
    if (span == null) {
      return;
    }
    if (anchor == null) {
      finish(call, span, endNanos - startNanos, observer, result, thrown);
      return;
    }
    long end = anchor.epochNanos(endNanos);
    if (!call.endsSpan()) {
      endForgotten(span, end);
      return;
    }
    try {
      if (thrown != null) {
        ThrownEvent.add(span, thrown, end);
      }
      finish(call, span, endNanos - startNanos, observer, result, thrown);
    } finally {
      span.end(end, TimeUnit.NANOSECONDS);
    }
  }

  /** Ends a span that somebody took over and could not end. */
  private static void endForgotten(Span span, long end) {
    if (span.isRecording()) {
      span.end(end, TimeUnit.NANOSECONDS);
    }
  }

  private void finish(
      OpenCall call,
      Span span,
      long elapsedNanos,
      @Nullable CallObserver observer,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    try {
      if (!atExit.isEmpty() && span.isRecording()) {
        span.setAllAttributes(atExit.with(Attributes.empty(), result, thrown, null, call.kept()));
      }
      if (observer != null && !call.isMeasuredInside()) {
        long elapsed = Math.max(0, elapsedNanos);
        if (thrown == null) {
          observer.returned(result, elapsed, span);
        } else {
          observer.threw(thrown, elapsed, span);
        }
      }
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
    }
  }

  /** Undoes what was done for a call that could not be opened. */
  public static void abandon(OpenCells opened) {
    opened.leave();
    if (opened instanceof OpenCall call) {
      Span span = call.span();
      if (span != null && call.hasOwnSpan()) {
        span.end();
      }
    }
  }
}
