// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a throwable into a span, as OpenTelemetry's event {@code exception}: type, message, and a
 * stack trace of at most 16 KiB, causes and suppressed ones included.
 *
 * <p>Thread-safe. Throwables are code of the application: what their methods throw is left out.
 */
/*
 * A throwable leaves one traced method after the other, and writing its trace is the dear part of a
 * failing call: a stack overflow in a traced recursion would hold the application for seconds, and
 * thousands of equal texts in memory. So the last one written is kept, and used again for the same
 * throwable while its message, its first frame and the number of its suppressed ones are the same.
 */
public final class ThrownEvent {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");
  private static final int MAX_TRACE = 16 * 1024;

  private static volatile @Nullable Written last;

  private final StringBuilder text = new StringBuilder(1024);
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ThrownEvent() {}

  /** Adds the event and sets the status {@code ERROR}. */
  public static void add(Span span, Throwable thrown, long epochNanos) {
    span.setStatus(StatusCode.ERROR);
    if (span.isRecording()) {
      int[] reading = Reading.begin();
      try {
        span.addEvent("exception", attributes(thrown), epochNanos, TimeUnit.NANOSECONDS);
      } finally {
        reading[0]--;
      }
    }
  }

  /** Returns a text cut to the 4 KiB that an attribute may have. */
  public static String cut(String text) {
    return Names.cut(text, Names.MAX_TEXT);
  }

  private static Attributes attributes(Throwable thrown) {
    String message = message(thrown);
    StackTraceElement firstFrame = firstFrame(thrown);
    int suppressed = thrown.getSuppressed().length;
    Written known = last;
    if (known != null && known.isOf(thrown, message, firstFrame, suppressed)) {
      return known.attributes;
    }
    Attributes written = write(thrown, message);
    last = new Written(new WeakReference<>(thrown), firstFrame, suppressed, written);
    return written;
  }

  private static Attributes write(Throwable thrown, @Nullable String message) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(TYPE, thrown.getClass().getName());
    if (message != null) {
      attributes.put(MESSAGE, message);
    }
    attributes.put(TRACE, trace(thrown));
    return attributes.build();
  }

  private static @Nullable StackTraceElement firstFrame(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames.length == 0 ? null : frames[0];
    } catch (Throwable itsOwnFailure) {
      return null;
    }
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? null : Names.cut(message, Names.MAX_TEXT);
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

  /** A throwable and what was written of it. Immutable; keeps no throwable alive. */
  private record Written(
      WeakReference<Throwable> thrown,
      @Nullable StackTraceElement firstFrame,
      int suppressed,
      Attributes attributes) {

    /** The frame is compared by identity: a trace that is filled in again has other frames. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(
        Throwable other,
        @Nullable String otherMessage,
        @Nullable StackTraceElement otherFrame,
        int otherSuppressed) {
      return thrown.refersTo(other)
          && firstFrame == otherFrame
          && suppressed == otherSuppressed
          && Objects.equals(attributes.get(MESSAGE), otherMessage);
    }
  }
}
