// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

/**
 * A span of a trace, as far as application code may touch it. What leads nowhere (no agent, no
 * span, not sampled) takes every call and does nothing.
 *
 * <p>Thread-safe. No method throws.
 *
 * @since 0.1
 */
public interface Span {
  /** Returns the trace's id as 32 lower-case hex digits, all zeros where there is no span. */
  String traceId();

  /** Returns the span's id as 16 lower-case hex digits, all zeros where there is no span. */
  String spanId();

  /** Returns whether what is set here is recorded. */
  boolean isRecording();

  /** Sets an attribute; the last value of a key stays. */
  Span setAttribute(String key, String value);

  /** Sets an attribute; the last value of a key stays. */
  Span setAttribute(String key, long value);

  /** Sets an attribute; the last value of a key stays. */
  Span setAttribute(String key, double value);

  /** Sets an attribute; the last value of a key stays. */
  Span setAttribute(String key, boolean value);

  /** Adds an event that happened now. */
  Span addEvent(String name);

  /** Adds an {@code exception} event and sets the status {@code ERROR}. */
  Span recordError(Throwable error);
}
