// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * An open call that measured methods inside it must see. Confined to the calling thread.
 *
 * <p>Holds its receiver while it is open.
 */
final class CallFrame implements InFlight.Entry {
  private static final InFlight.Entry[] NO_GAUGES = {};

  private final CallLine line;
  private final @Nullable Object receiver;
  private final InFlight.Entry[] gauges;

  /** Whether it is the frame of a proxy. A field, as the next: to link it must call nothing. */
  final boolean isProxy;

  /**
   * The next frame outside of this one, both of proxies or neither; {@link InFlight} links them.
   */
  @Nullable CallFrame outer;

  private boolean isShown;
  private boolean isMeasuredInside;
  private @Nullable Span span;
  private @Nullable SpanKind kind;

  /**
   * Makes a frame.
   *
   * @param gauges those that show a proxy's call until a measured method runs inside it
   */
  CallFrame(CallLine line, @Nullable Object receiver, Gauge[] gauges, long startNanos) {
    this.line = line;
    this.isProxy = line.isGenerated();
    this.receiver = receiver;
    this.gauges = gauges.length == 0 ? NO_GAUGES : new InFlight.Entry[gauges.length];
    for (int i = 0; i < gauges.length; i++) {
      this.gauges[i] = gauges[i].entry(startNanos);
    }
  }

  CallLine line() {
    return line;
  }

  @Nullable Object receiver() {
    return receiver;
  }

  @Override
  public void move(int amount) {
    if (amount < 0 && !isShown) {
      return;
    }
    if (amount != 0) {
      isShown = amount > 0;
    }
    for (InFlight.Entry gauge : gauges) {
      gauge.move(amount);
    }
  }

  /** A measured method runs inside: it shows the call from now on, and records it. */
  void measuredInside() {
    if (!isMeasuredInside) {
      isMeasuredInside = true;
      move(-1);
    }
  }

  boolean isMeasuredInside() {
    return isMeasuredInside;
  }

  /** Offers the proxy's span to the first measured method inside. */
  void offer(Span own, SpanKind ofKind) {
    span = own;
    kind = ofKind;
  }

  boolean hasSpan() {
    return span != null;
  }

  /**
   * Takes the proxy's span over, so that nobody else does; null if there is none of that kind,
   * which a span keeps for good.
   */
  @Nullable Span take(SpanKind wanted) {
    if (kind != wanted) {
      return null;
    }
    Span offered = span;
    span = null;
    return offered;
  }
}
