// SPDX-License-Identifier: Apache-2.0
package io.meterweave.facade;

import io.meterweave.incident.Incidents;
import io.meterweave.record.SpanClock;
import io.meterweave.record.ThreadContext;
import io.meterweave.record.ThrownEvent;
import io.opentelemetry.api.trace.Span;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions around the current span. A span crosses as an opaque object.
 *
 * <p>Immutable. Failures are swallowed.
 */
final class SpanFunctions {
  private final SpanClock clock;

  SpanFunctions(SpanClock clock) {
    this.clock = clock;
  }

  @Nullable Object named(String name) {
    return switch (name) {
      case "span.current" -> (Supplier<@Nullable Object>) SpanFunctions::current;
      case "span.traceId" -> (Function<Object, String>) SpanFunctions::traceId;
      case "span.spanId" -> (Function<Object, String>) SpanFunctions::spanId;
      case "span.isRecording" -> (Function<Object, Boolean>) SpanFunctions::isRecording;
      case "span.attributes" ->
          (Function<Object, BiConsumer<String, Object>>) SpanFunctions::attributes;
      case "span.event" -> (BiConsumer<Object, String>) SpanFunctions::addEvent;
      case "span.error" -> (BiConsumer<Object, Throwable>) this::addError;
      default -> null;
    };
  }

  private static @Nullable Object current() {
    try {
      ThreadContext.prepare();
      Span span = Span.current();
      return span.getSpanContext().isValid() ? span : null;
    } catch (Throwable failure) {
      swallow(failure);
      return null;
    }
  }

  private static String traceId(Object span) {
    return span(span).getSpanContext().getTraceId();
  }

  private static String spanId(Object span) {
    return span(span).getSpanContext().getSpanId();
  }

  private static boolean isRecording(Object span) {
    return span(span).isRecording();
  }

  /** Returns the span of a handle; one of an agent that was here before is no span. */
  private static Span span(Object handle) {
    return handle instanceof Span ours ? ours : Span.getInvalid();
  }

  private static BiConsumer<String, Object> attributes(Object span) {
    return (key, value) -> {
      try {
        set(span(span), key, value);
      } catch (Throwable failure) {
        swallow(failure);
      }
    };
  }

  private static void set(Span span, @Nullable String key, @Nullable Object value) {
    if (key == null || key.isEmpty() || value == null) {
      return;
    }
    if (value instanceof String text) {
      span.setAttribute(key, ThrownEvent.cut(text));
    } else if (value instanceof Boolean flag) {
      span.setAttribute(key, flag);
    } else if (value instanceof Double || value instanceof Float) {
      span.setAttribute(key, ((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      span.setAttribute(key, number.longValue());
    }
  }

  private static void addEvent(Object span, @Nullable String name) {
    try {
      if (name != null) {
        span(span).addEvent(name);
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  private void addError(Object span, @Nullable Throwable thrown) {
    try {
      if (thrown != null) {
        ThrownEvent.add(span(span), thrown, clock.epochNanos(System.nanoTime()));
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  private static void swallow(Throwable failure) {
    Incidents.swallow(Incidents.Kind.RECORD, "manual API", failure);
  }
}
