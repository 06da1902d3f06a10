// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a throwable into a span, as OpenTelemetry's event {@code exception}: type, message, and a
 * stack trace of at most 16 KiB, causes and suppressed ones included.
 *
 * <p>Thread-safe. Throwables are code of the application: what their methods throw is left out.
 */
public final class ThrownEvent {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");
  private static final int MAX_TRACE = 16 * 1024;
  private static final int MAX_MESSAGE = 4 * 1024;

  private final StringBuilder text = new StringBuilder(1024);
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ThrownEvent() {}

  /** Adds the event and sets the status {@code ERROR}. */
  public static void add(Span span, Throwable thrown, long epochNanos) {
    span.setStatus(StatusCode.ERROR);
    if (span.isRecording()) {
      span.addEvent("exception", attributes(thrown), epochNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Returns a text cut to the 4 KiB that an attribute may have. */
  public static String cut(String text) {
    return Names.cut(text, MAX_MESSAGE);
  }

  private static Attributes attributes(Throwable thrown) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(TYPE, thrown.getClass().getName());
    String message = message(thrown);
    if (message != null) {
      attributes.put(MESSAGE, message);
    }
    attributes.put(TRACE, trace(thrown));
    return attributes.build();
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? null : Names.cut(message, MAX_MESSAGE);
    } catch (Throwable itsOwnFailure) {
      return null;
    }
  }

  private static String trace(Throwable thrown) {
    ThrownEvent event = new ThrownEvent();
    try {
      event.write("", thrown);
    } catch (Throwable itsOwnFailure) {
      event.text.append("\t... ").append(itsOwnFailure.getClass().getName());
    }
    return Names.cut(event.text.toString(), MAX_TRACE);
  }

  private void write(String caption, Throwable first) {
    String title = caption;
    for (Throwable thrown = first;
        thrown != null && text.length() <= MAX_TRACE && seen.add(thrown);
        thrown = thrown.getCause()) {
      String message = message(thrown);
      text.append(title).append(thrown.getClass().getName());
      if (message != null) {
        text.append(": ").append(message);
      }
      text.append('\n');
      for (StackTraceElement frame : thrown.getStackTrace()) {
        if (text.length() > MAX_TRACE) {
          return;
        }
        text.append("\tat ").append(frame).append('\n');
      }
      for (Throwable suppressed : thrown.getSuppressed()) {
        if (text.length() < MAX_TRACE) {
          write("Suppressed: ", suppressed);
        }
      }
      title = "Caused by: ";
    }
  }
}
