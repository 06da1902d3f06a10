// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
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
public final class OpenCall extends OpenCells {
  private static final @Nullable Object[] NO_ARGUMENTS = {};

  private final @Nullable Object @Nullable [] kept;
  private final @Nullable Object @Nullable [] arguments;
  private @Nullable CallFrame frame;
  private @Nullable Span span;
  private @Nullable SpanKind kind;
  private SpanClock.@Nullable Anchor anchor;
  private @Nullable Context parent;
  private @Nullable Context context;
  private Scope scope = Scope.noop();

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
  public static OpenCall unrecorded(CallLine line, @Nullable Object receiver, long startNanos) {
    OpenCall call = new OpenCall(CellSet.NOTHING, null, null);
    CallFrame own = new CallFrame(line, receiver, CallCells.NO_GAUGES, startNanos);
    own.measuredInside();
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

  /** Makes a span current. */
  @SuppressWarnings("MustBeClosedChecker") // closed in leave, when the call ends
  void enter(Span own, SpanKind ofKind, SpanClock.Anchor clock, Context before, Context during) {
    span = own;
    kind = ofKind;
    anchor = clock;
    parent = before;
    context = during;
    scope = during.makeCurrent();
  }

  /** Notes whose span gets attributes at the end. */
  void borrow(Span current) {
    span = current;
  }

  /**
   * Undoes what {@code enter} did. Whatever is current by now (a scope inside the call that nobody
   * closed, a call whose end did not run because the stack overflowed), what was current before the
   * call is current again.
   */
  @SuppressWarnings("MustBeClosedChecker") // goes back to what the thread had
  public void leave() {
    leaveGauges();
    if (parent == null) {
      return;
    }
    if (Context.current() == context) {
      scope.close();
    } else {
      parent.makeCurrent();
    }
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
