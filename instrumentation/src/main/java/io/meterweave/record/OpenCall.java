// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * A call under way that is a span, that others must see, or of whose start something is needed at
 * its end.
 *
 * <p>Confined to the calling thread.
 */
/*
 * A proxy and what runs behind it are one call and one span. The proxy starts it, so that whatever
 * runs between the two has a parent; the first measured method inside takes it over: it gets that
 * method's name and attributes, and ends with it. If none comes, it stays the proxy's.
 */
public final class OpenCall extends ContextCall {
  private static final @Nullable Object[] NO_ARGUMENTS = {};

  private @Nullable Object @Nullable [] kept;
  private @Nullable Object @Nullable [] arguments;
  private @Nullable CallFrame frame;
  private @Nullable Span span;
  private @Nullable SpanKind kind;
  private SpanClock.@Nullable Anchor anchor;
  private long startNanos;

  /**
   * Makes a call that is not open yet.
   *
   * @param kept what was read at its start for its end
   * @param arguments its arguments, for classes of the application's that ask for them
   */
  public OpenCall(
      CellSet cells, @Nullable Object @Nullable [] kept, @Nullable Object @Nullable [] arguments) {
    super(cells);
    this.kept = kept;
    this.arguments = arguments;
  }

  /**
   * Opens a call that is not recorded, for measured methods inside it to see that they belong to
   * it.
   *
   * @param line says that such methods must see it
   */
  public static OpenCall unrecorded(CallLine line, @Nullable Object receiver) {
    OpenCall call = new OpenCall(CellSet.NOTHING, null, null);
    CallFrame own = new CallFrame(line, receiver, CallCells.NO_GAUGES, CallLine.UNRECORDED);
    call.frame = own;
    call.enter(InFlight.ofThread(), own);
    return call;
  }

  /**
   * Shows the call to measured methods inside it and to gauges; the last thing that is done for it.
   *
   * @param receiver whose method it is
   */
  public void enter(CallLine line, @Nullable Object receiver, long startNanos) {
    Gauge[] gauges = cells().gauges();
    if (!line.needsFrame()) {
      enter(gauges, startNanos);
      return;
    }
    InFlight thread = InFlight.ofThread();
    CallFrame own =
        new CallFrame(
            line, receiver, line.isGenerated() ? gauges : CallCells.NO_GAUGES, startNanos);
    if (line.isGenerated() && span != null && kind != null) {
      own.offer(span, kind);
    }
    frame = own;
    enter(thread, own);
    if (!line.isGenerated()) {
      enter(thread, gauges, startNanos);
    }
  }

  /**
   * Makes a span current.
   *
   * @param spanStartNanos when it began, by {@link System#nanoTime()}
   */
  void enter(Span own, SpanKind ofKind, SpanClock.Anchor clock, long spanStartNanos) {
    span = own;
    kind = ofKind;
    anchor = clock;
    startNanos = spanStartNanos;
    attach();
  }

  /** Notes whose span gets attributes at the end. */
  void borrow(Span current) {
    span = current;
  }

  @Override
  Span ownSpan() {
    Span own = span;
    return own == null ? Span.getInvalid() : own;
  }

  /** Returns whether it is known when the call began, for it has a span. */
  public boolean isDated() {
    return anchor != null;
  }

  /** Returns when its span began, by {@link System#nanoTime()}. */
  public long startNanos() {
    return startNanos;
  }

  /** Lets go of objects of the application's: who keeps the context keeps this. */
  public void forget() {
    kept = null;
    arguments = null;
    frame = null;
  }

  /**
   * Returns whether it is not to be recorded, as a proxy's call that a measured method ran inside.
   */
  public boolean isMeasuredInside() {
    return frame != null && frame.isMeasuredInside();
  }

  /** Tells the proxies around a proxy's call that it is recorded. */
  public void isRecorded(CallLine line) {
    if (frame != null && line.isGenerated()) {
      line.mark(InFlight.ofThread());
    }
  }

  /** Returns the call's span, or the one that gets its attributes, or null. */
  @Nullable Span span() {
    return span;
  }

  /** Returns whether the call has a span of its own, whoever ends it. */
  boolean hasOwnSpan() {
    return kind != null;
  }

  /** Returns whether the call ends its span: not one that it borrowed or that was taken over. */
  boolean endsSpan() {
    return kind != null && (frame == null || !frame.line().isGenerated() || frame.hasSpan());
  }

  SpanClock.@Nullable Anchor anchor() {
    return anchor;
  }

  @Nullable Object @Nullable [] kept() {
    return kept;
  }

  @Nullable Object[] arguments() {
    return arguments == null ? NO_ARGUMENTS : arguments;
  }
}
