// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * A call under way whose span is not wanted: what it calls, here or elsewhere, is told so.
 *
 * <p>As a call confined to the calling thread, as a context thread-safe.
 */
/*
 * OpenTelemetry wants ids of its own for such a span too, for logs and headers show them. They are
 * made when somebody asks for them, which is when a message leaves for another process or a log line
 * is written. Two threads that ask at once must get the same, so that is done with the monitor held.
 *
 * Calls inside must be in the same trace, whose id may not be made yet. So they keep the outermost
 * of these calls, or what that is in the trace of, but never the next one outside: whoever keeps a
 * context must not keep a chain of calls.
 */
final class UnsampledCall extends ContextCall {
  /** Whose trace it is in: a {@link SpanContext}, or an outer call whose trace is a new one. */
  private final Object trace;

  private @Nullable Span span;

  private UnsampledCall(CellSet cells, Object trace, @Nullable Span span) {
    super(cells);
    this.trace = trace;
    this.span = span;
  }

  /** Makes a call in the trace of a parent; in a new one if that is not valid. */
  static UnsampledCall below(SpanContext parent, CellSet cells) {
    return new UnsampledCall(cells, parent, null);
  }

  /** Makes a call whose ids are known. */
  static UnsampledCall of(Span span, CellSet cells) {
    return new UnsampledCall(cells, span.getSpanContext(), span);
  }

  /** Makes a call inside this one. */
  UnsampledCall inside(CellSet cells) {
    boolean isNewTrace = trace instanceof SpanContext parent && !parent.isValid();
    return new UnsampledCall(cells, isNewTrace ? this : trace, null);
  }

  @Override
  synchronized Span ownSpan() {
    Span made = span;
    if (made == null) {
      SpanContext parent =
          trace instanceof UnsampledCall outermost
              ? outermost.ownSpan().getSpanContext()
              : (SpanContext) trace;
      made = Span.wrap(SpanIds.childOf(parent, /* isSampled= */ false));
      span = made;
    }
    return made;
  }
}
