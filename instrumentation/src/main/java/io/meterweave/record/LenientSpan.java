// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All ways to change a span, each led to one of a few: what is null is ignored or left out, what is
 * not said is added, and limits are kept.
 *
 * <p>Thread-safe if those few are.
 */
abstract class LenientSpan implements ReadWriteSpan {
  abstract SpanLimits limits();

  /** Returns the time by this span's clock, in nanoseconds since the epoch. */
  abstract long now();

  abstract void put(AttributeKey<?> key, Object value);

  abstract void add(EventData event);

  abstract void add(LinkData link);

  abstract void status(StatusCode code, @Nullable String description);

  abstract void rename(String newName);

  abstract void endAt(long epochNanos);

  private static Attributes orNone(@Nullable Attributes attributes) {
    return attributes == null ? Attributes.empty() : attributes;
  }

  @Override
  public final <T> LenientSpan setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    if (key != null && !key.getKey().isEmpty() && value != null) {
      put(key, value);
    }
    return this;
  }

  @Override
  public final LenientSpan addEvent(@Nullable String event) {
    return addEvent(event, null, now(), TimeUnit.NANOSECONDS);
  }

  @Override
  public final LenientSpan addEvent(@Nullable String event, @Nullable Attributes attributes) {
    return addEvent(event, attributes, now(), TimeUnit.NANOSECONDS);
  }

  @Override
  public final LenientSpan addEvent(@Nullable String event, long time, @Nullable TimeUnit unit) {
    return addEvent(event, null, time, unit);
  }

  @Override
  public final LenientSpan addEvent(
      @Nullable String event, @Nullable Attributes attributes, long time, @Nullable TimeUnit unit) {
    if (event != null && unit != null) {
      add(SpanExtras.event(limits(), unit.toNanos(time), event, orNone(attributes)));
    }
    return this;
  }

  @Override
  public final LenientSpan recordException(@Nullable Throwable exception) {
    return recordException(exception, null);
  }

  @Override
  public final LenientSpan recordException(
      @Nullable Throwable exception, @Nullable Attributes additional) {
    if (exception != null) {
      add(SpanExtras.exception(limits(), now(), exception, orNone(additional)));
    }
    return this;
  }

  @Override
  public final LenientSpan addLink(@Nullable SpanContext to) {
    return addLink(to, null);
  }

  @Override
  public final LenientSpan addLink(@Nullable SpanContext to, @Nullable Attributes attributes) {
    if (to != null && to.isValid()) {
      add(SpanExtras.link(limits(), to, orNone(attributes)));
    }
    return this;
  }

  @Override
  public final LenientSpan setStatus(@Nullable StatusCode code) {
    return setStatus(code, "");
  }

  @Override
  public final LenientSpan setStatus(@Nullable StatusCode code, @Nullable String description) {
    if (code != null) {
      status(code, description);
    }
    return this;
  }

  @Override
  public final LenientSpan updateName(@Nullable String newName) {
    if (newName != null) {
      rename(newName);
    }
    return this;
  }

  @Override
  public final void end() {
    endAt(now());
  }

  @Override
  public final void end(long time, @Nullable TimeUnit unit) {
    long nanos = unit == null ? time : unit.toNanos(time);
    endAt(nanos == 0 ? now() : nanos);
  }
}
