// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.SpanSpec;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one method spans: current while the method runs, child of what was current
 * before.
 *
 * <p>Thread-safe; allocates what the tracer allocates. Failures are swallowed; a span that was
 * started ends, and what was made current is undone.
 */
public final class SpanRecorder {
  private static final int MAX_ATTRIBUTES = 128;
  private static final int MAX_TEXT = 4096;

  private final String name;
  private final SpanKind kind;
  private final String function;
  private final Attributes fixed;
  private final String[] keys;
  private final ArgumentReader[] readers;
  private final Tracing tracing;

  /**
   * Prepares the spans of a method.
   *
   * @param function the method, as class, dot, method
   * @param readers where the values of the attributes from parameters come from, in their order
   */
  public SpanRecorder(SpanSpec spec, String function, ArgumentReader[] readers, Tracing tracing) {
    this.name = spec.name();
    this.kind = SpanKind.valueOf(spec.kind().name());
    this.function = function;
    this.readers = readers;
    this.keys = new String[readers.length];
    this.tracing = tracing;
    AttributesBuilder attributes = Attributes.builder();
    attributes.put("code.function.name", function);
    int dynamic = 0;
    int all = 1;
    for (LabelSpec attribute : spec.attributes()) {
      if (attribute.source() instanceof LabelSpec.Fixed value && all++ < MAX_ATTRIBUTES) {
        attributes.put(attribute.key(), Names.cut(value.value(), MAX_TEXT));
      } else if (attribute.source() instanceof LabelSpec.Read read
          && read.path().isKnownAtEntry()) {
        keys[dynamic++] = attribute.key();
      }
    }
    this.fixed = attributes.build();
  }

  /** Starts the span of a call and makes it current. */
  public OpenCall open(
      CallCells cells,
      long startNanos,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    SpanClock.Anchor anchor = tracing.clock().anchor(startNanos);
    Context parent = Context.current();
    Span span = start(parent, anchor.epochNanos(startNanos), first, second, third, others);
    OpenCall call = new OpenCall(cells, span, anchor, parent);
    try {
      call.enter();
      return call;
    } catch (Throwable failure) {
      abandon(call);
      throw failure;
    }
  }

  private Span start(
      Context parent,
      long epochNanos,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    try {
      Attributes attributes =
          readers.length == 0 ? fixed : attributes(first, second, third, others);
      return tracing.start(name, kind, attributes, parent, epochNanos);
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
    AttributesBuilder attributes = fixed.toBuilder();
    int room = MAX_ATTRIBUTES - fixed.size();
    for (int i = 0; i < readers.length && i < room; i++) {
      put(attributes, keys[i], readers[i].read(first, second, third, others));
    }
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String key, @Nullable Object value) {
    if (value instanceof String text) {
      attributes.put(key, Names.cut(text, MAX_TEXT));
    } else if (value instanceof Boolean flag) {
      attributes.put(AttributeKey.booleanKey(key), flag);
    } else if (value instanceof Double || value instanceof Float) {
      attributes.put(AttributeKey.doubleKey(key), ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      attributes.put(AttributeKey.longKey(key), ((Number) value).longValue());
    } else if (value != null) {
      String text = LabelKey.text(value);
      if (text != null) {
        attributes.put(key, Names.cut(text, MAX_TEXT));
      }
    }
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
    long end = call.anchor.epochNanos(endNanos);
    try {
      if (thrown != null) {
        ThrownEvent.add(call.span, thrown, end);
      }
      observe(call.span, observer, endNanos - startNanos, result, thrown);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
    } finally {
      call.span.end(end, TimeUnit.NANOSECONDS);
    }
  }

  private void observe(
      Span span,
      @Nullable CallObserver observer,
      long elapsedNanos,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    if (observer == null) {
      return;
    }
    try {
      if (thrown == null) {
        observer.returned(result, Math.max(0, elapsedNanos), span);
      } else {
        observer.threw(thrown, Math.max(0, elapsedNanos), span);
      }
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
    }
  }

  private static void abandon(OpenCall call) {
    call.leave();
    call.span.end();
  }
}
