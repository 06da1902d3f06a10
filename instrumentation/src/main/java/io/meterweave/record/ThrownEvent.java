// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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
 * thousands of equal texts in memory. So the last one is kept, and used again for the same throwable
 * while its message, its first frame and the number of its suppressed ones are the same.
 *
 * The call only takes down what the text needs, which is a tenth of the work, and by the application's
 * own thread, for it may run code of the application. Whoever exports the span writes the text; of a
 * span that is dropped nobody does. No more frames are taken than there is room for.
 */
public final class ThrownEvent {
  private static final int MAX_TRACE = 16 * 1024;
  private static final StackTraceElement[] NO_FRAMES = {};

  /** What a line of a frame has beside class and method, at least. */
  private static final int FRAME_RESERVE = "\tat .()\n".length();

  private static volatile @Nullable Written last;

  private final List<Object> lines = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What the lines will have of characters at least. */
  private int length;

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
    ThrownAttributes written =
        new ThrownAttributes(thrown.getClass().getName(), message, lines(thrown), MAX_TRACE);
    last = new Written(new WeakReference<>(thrown), firstFrame, suppressed, written);
    return written;
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

  private static Object[] lines(Throwable thrown) {
    ThrownEvent event = new ThrownEvent();
    try {
      event.take("", thrown, NO_FRAMES);
    } catch (Throwable itsOwnFailure) {
      event.lines.add("\t... " + itsOwnFailure.getClass().getName());
    }
    return event.lines.toArray();
  }

  private void take(String caption, Throwable first, StackTraceElement[] around) {
    String title = caption;
    StackTraceElement[] outer = around;
    for (Throwable thrown = first;
        thrown != null && length <= MAX_TRACE && seen.add(thrown);
        thrown = thrown.getCause()) {
      String message = message(thrown);
      String name = title + thrown.getClass().getName();
      take(message == null ? name + '\n' : name + ": " + message + '\n');
      StackTraceElement[] frames = thrown.getStackTrace();
      take(frames, inCommon(frames, outer));
      for (Throwable suppressed : thrown.getSuppressed()) {
        if (length < MAX_TRACE) {
          take("Suppressed: ", suppressed, frames);
        }
      }
      title = "Caused by: ";
      outer = frames;
    }
  }

  private void take(StackTraceElement[] frames, int inCommon) {
    for (int i = 0; i < frames.length - inCommon && length <= MAX_TRACE; i++) {
      take(frames[i]);
    }
    if (inCommon > 0) {
      take("\t... " + inCommon + " more\n");
    }
  }

  /**
   * Returns how many frames stand in the trace around as well. They are left out, as the JVM does
   * it: else those of a server's deep stack leave no room for the cause.
   */
  private static int inCommon(StackTraceElement[] frames, StackTraceElement[] around) {
    int most = Math.min(frames.length, around.length);
    int same = 0;
    while (same < most
        && frames[frames.length - 1 - same].equals(around[around.length - 1 - same])) {
      same++;
    }
    return same;
  }

  private void take(String text) {
    lines.add(text);
    length += text.length();
  }

  private void take(StackTraceElement frame) {
    lines.add(frame);
    length += FRAME_RESERVE + frame.getClassName().length() + frame.getMethodName().length();
  }

  /** A throwable and what was taken down of it. Immutable; keeps no throwable alive. */
  private record Written(
      WeakReference<Throwable> thrown,
      @Nullable StackTraceElement firstFrame,
      int suppressed,
      ThrownAttributes attributes) {

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
          && Objects.equals(attributes.message(), otherMessage);
    }
  }
}
