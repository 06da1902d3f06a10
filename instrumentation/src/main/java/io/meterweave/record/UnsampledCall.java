// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * A call under way whose span is not wanted: what it calls, here or elsewhere, is told so.
 *
 * <p>As a call confined to the calling thread, as a context thread-safe.
 */
/*
 * Its ids are made when somebody asks for them, which is when a message leaves for another process
 * or a log line is written. Two threads that ask at once must get the same, so that is done with the
 * monitor held.
 */
final class UnsampledCall extends ContextCall {
  private final Span parent;
  private @Nullable Span span;

  /**
   * Makes a call.
   *
   * @param parent whose trace it belongs to; an invalid one: to a new one
   * @param span its span, if its ids are known already
   */
  UnsampledCall(CellSet cells, Span parent, @Nullable Span span) {
    super(cells);
    this.parent = parent;
    this.span = span;
  }

  @Override
  synchronized Span ownSpan() {
    Span made = span;
    if (made == null) {
      made = Span.wrap(SpanIds.childOf(parent.getSpanContext(), /* isSampled= */ false));
      span = made;
    }
    return made;
  }
}
