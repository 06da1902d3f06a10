// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
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
  private final Context parent;
  private Context context;
  private Scope scope = Scope.noop();
  private int depth = CallCells.NOT_IN_FLIGHT;

  OpenCall(CallCells cells, Span span, SpanClock.Anchor anchor, Context parent) {
    this.cells = cells;
    this.span = span;
    this.anchor = anchor;
    this.parent = parent;
    this.context = parent;
  }

  /** Makes the span current, then counts the call as in flight. */
  @SuppressWarnings("MustBeClosedChecker") // closed in leave, when the call ends
  void enter() {
    Context own = parent.with(span);
    context = own;
    scope = own.makeCurrent();
    depth = cells.opened();
  }

  /**
   * Undoes what {@link #enter} did. Whatever is current by now (a scope inside the call that nobody
   * closed, a call whose end did not run because the stack overflowed), what was current before the
   * call is current again.
   */
  @SuppressWarnings("MustBeClosedChecker") // goes back to what the thread had
  public void leave() {
    cells.closed(depth);
    if (Context.current() == context) {
      scope.close();
    } else {
      parent.makeCurrent();
    }
  }

  /** Returns where the call counts. */
  public CallCells cells() {
    return cells;
  }
}
