// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

import io.meterweave.api.link.Link;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A span of the agent behind its opaque handle. Thread-safe, as the agent's span is.
 *
 * <p>When the agent has gone, or lacks a function, a call does nothing; another agent that has come
 * since takes the handle for no span.
 */
final class LinkedSpan implements Span {
  private static final Link<Function<Object, String>> TRACE_ID = Link.to("span.traceId");
  private static final Link<Function<Object, String>> SPAN_ID = Link.to("span.spanId");
  private static final Link<Function<Object, Boolean>> RECORDING = Link.to("span.isRecording");
  private static final Link<Function<Object, BiConsumer<String, Object>>> ATTRIBUTES =
      Link.to("span.attributes");
  private static final Link<BiConsumer<Object, String>> EVENT = Link.to("span.event");
  private static final Link<BiConsumer<Object, Throwable>> ERROR = Link.to("span.error");

  private final Object handle;

  LinkedSpan(Object handle) {
    this.handle = handle;
  }

  @Override
  public String traceId() {
    Function<Object, String> traceId = TRACE_ID.function();
    return traceId == null ? NoSpan.INSTANCE.traceId() : traceId.apply(handle);
  }

  @Override
  public String spanId() {
    Function<Object, String> spanId = SPAN_ID.function();
    return spanId == null ? NoSpan.INSTANCE.spanId() : spanId.apply(handle);
  }

  @Override
  public boolean isRecording() {
    Function<Object, Boolean> isRecording = RECORDING.function();
    return isRecording != null && isRecording.apply(handle);
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
    Function<Object, BiConsumer<String, Object>> attributes = ATTRIBUTES.function();
    if (attributes != null) {
      attributes.apply(handle).accept(key, value);
    }
    return this;
  }

  @Override
  public Span addEvent(String name) {
    BiConsumer<Object, String> event = EVENT.function();
    if (event != null) {
      event.accept(handle, name);
    }
    return this;
  }

  @Override
  public Span recordError(Throwable error) {
    BiConsumer<Object, Throwable> record = ERROR.function();
    if (record != null) {
      record.accept(handle, error);
    }
    return this;
  }
}
