// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

import io.meterweave.api.link.Link;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A span of the agent behind its opaque handle. Thread-safe, as the agent's span is.
 *
 * <p>Only made by {@link Spans#current()} with a handle of the agent, so the functions are there; a
 * missing one (an older agent) leaves the call without effect.
 */
final class LinkedSpan implements Span {
  private static final @Nullable Function<Object, String> TRACE_ID = Link.function("span.traceId");
  private static final @Nullable Function<Object, String> SPAN_ID = Link.function("span.spanId");
  private static final @Nullable Function<Object, Boolean> RECORDING =
      Link.function("span.isRecording");
  private static final @Nullable Function<Object, BiConsumer<String, Object>> ATTRIBUTES =
      Link.function("span.attributes");
  private static final @Nullable BiConsumer<Object, String> EVENT = Link.function("span.event");
  private static final @Nullable BiConsumer<Object, Throwable> ERROR = Link.function("span.error");

  private final Object handle;

  LinkedSpan(Object handle) {
    this.handle = handle;
  }

  @Override
  public String traceId() {
    return TRACE_ID == null ? NoSpan.INSTANCE.traceId() : TRACE_ID.apply(handle);
  }

  @Override
  public String spanId() {
    return SPAN_ID == null ? NoSpan.INSTANCE.spanId() : SPAN_ID.apply(handle);
  }

  @Override
  public boolean isRecording() {
    return RECORDING != null && RECORDING.apply(handle);
  }

  @Override
  public Span setAttribute(String key, String value) {
    return set(key, value);
  }

  @Override
  public Span setAttribute(String key, long value) {
    return set(key, value);
  }

  @Override
  public Span setAttribute(String key, double value) {
    return set(key, value);
  }

  @Override
  public Span setAttribute(String key, boolean value) {
    return set(key, value);
  }

  private Span set(String key, Object value) {
    if (ATTRIBUTES != null) {
      ATTRIBUTES.apply(handle).accept(key, value);
    }
    return this;
  }

  @Override
  public Span addEvent(String name) {
    if (EVENT != null) {
      EVENT.accept(handle, name);
    }
    return this;
  }

  @Override
  public Span recordError(Throwable error) {
    if (ERROR != null) {
      ERROR.accept(handle, error);
    }
    return this;
  }
}
