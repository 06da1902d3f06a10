// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/**
 * A call under way that is a span.
 *
 * <p>Confined to the calling thread.
 */
public final class OpenCall {
  final CallCells cells;
  final Span span;
  final SpanClock.Anchor anchor;
  Scope scope = Scope.noop();

  OpenCall(CallCells cells, Span span, SpanClock.Anchor anchor) {
    this.cells = cells;
    this.span = span;
    this.anchor = anchor;
  }

  /** Returns where the call counts. */
  public CallCells cells() {
    return cells;
  }

  /** Returns the call's span. */
  public Span span() {
    return span;
  }
}
