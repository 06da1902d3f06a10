// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Swallows, counts, and reports once what goes wrong inside the agent, so that the application
 * never sees it; and says the few things that a person must know.
 *
 * <p>Thread-safe. No method throws, whatever the failure's own {@code toString} does.
 */
public final class Incidents {
  /** What kind of work failed; the label of {@code meterweave_incidents_total}. */
  public enum Kind {
    /** Reading a class file, matching or weaving. */
    WEAVE,
    /** Linking a call site. */
    LINK,
    /** Recording in a call. */
    RECORD,
    /** Code of the application that the agent calls: a getter, a {@code toString}. */
    USER_CODE,
    /** A setting. */
    CONFIG,
    /** An exporter or the HTTP server. */
    EXPORT,
    /** Starting or stopping. */
    LIFECYCLE
  }

  private static final int MAX_REPORTS = 200;
  private static final int MAX_LINE = 2048;

  private static final AtomicLongArray COUNTS = new AtomicLongArray(Kind.values().length);
  private static final Map<String, Boolean> REPORTED = new ConcurrentHashMap<>();
  private static final AtomicInteger REPORTS = new AtomicInteger();
  private static volatile boolean isWarningShown = true;
  private static volatile boolean isDebugShown;

  private Incidents() {}

  /**
   * Counts a failure and reports it, the first time that its place and type are seen.
   *
   * @param where the place, such as a method's name; not null
   */
  public static void swallow(Kind kind, String where, Throwable failure) {
    try {
      COUNTS.incrementAndGet(kind.ordinal());
      String key = kind + "|" + where + "|" + failure.getClass().getName();
      if (isNews(key)) {
        write("WARN", where + ": " + describe(failure) + " (counted; further ones are not shown)");
      }
    } catch (Throwable whileReporting) {
      // Reporting is the last line of defence: there is nobody left to tell.
    }
  }

  /** Says something that the person who runs the application should change; once per text. */
  public static void warn(Kind kind, String message) {
    try {
      COUNTS.incrementAndGet(kind.ordinal());
      say("WARN", message);
    } catch (Throwable whileReporting) {
      // As above.
    }
  }

  /**
   * Says that a state has changed, each time that it does, and counts nothing.
   *
   * <p>For what happens outside the agent, such as a backend that goes and comes.
   */
  public static void tell(String message) {
    try {
      if (REPORTS.incrementAndGet() <= MAX_REPORTS) {
        write("WARN", message);
      }
    } catch (Throwable whileReporting) {
      // As above.
    }
  }

  /** Says what the agent does, for somebody who looks for a fault in it; counts nothing. */
  public static void debug(String message) {
    try {
      if (isDebugShown) {
        write("DEBUG", message);
      }
    } catch (Throwable whileReporting) {
      // As above.
    }
  }

  /** Sets what reaches standard error; everything is counted whatever is shown. */
  public static void show(boolean warnings, boolean debug) {
    isWarningShown = warnings;
    isDebugShown = debug;
  }

  /** Returns how many failures of a kind there were. */
  public static long count(Kind kind) {
    return COUNTS.get(kind.ordinal());
  }

  private static void say(String level, String message) {
    if (isNews(message)) {
      write(level, message);
    }
  }

  private static boolean isNews(String key) {
    return REPORTED.size() < MAX_REPORTS
        && REPORTED.putIfAbsent(key, Boolean.TRUE) == null
        && REPORTS.incrementAndGet() <= MAX_REPORTS;
  }

  private static String describe(Throwable failure) {
    String type = failure.getClass().getName();
    try {
      String message = failure.getMessage();
      return message == null ? type : type + ": " + message;
    } catch (Throwable itsMessageThrows) {
      return type;
    }
  }

  private static void write(String level, String message) {
    if (!isWarningShown) {
      return;
    }
    StandardError.println(oneLine(level, message));
  }

  /** One event is one line: control characters are replaced, so nobody can forge another line. */
  static String oneLine(String level, String message) {
    StringBuilder line = new StringBuilder("[meterweave] ").append(level).append(' ');
    int end = Math.min(message.length(), MAX_LINE);
    for (int i = 0; i < end; i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.toString();
  }
}
