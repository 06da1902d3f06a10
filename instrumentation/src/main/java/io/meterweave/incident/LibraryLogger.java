// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

import org.jspecify.annotations.Nullable;

/**
 * Where the log lines of bundled libraries go: nowhere, or to standard error while somebody looks
 * for a fault in the agent itself.
 *
 * <p>Thread-safe. No method throws.
 */
/*
 * Problem: OpenTelemetry and okhttp log through java.util.logging, whose first use fixes the
 * LogManager of the whole JVM, before the application's main could choose its own.
 *
 * Choice: when the agent jar is built, their references to java.util.logging.Logger and Level are
 * renamed to this class and LibraryLevel. So this class has exactly the methods that they call; the
 * build walks the finished jar and fails if one is missing. What the user must know is said by the
 * agent's own words (Incidents), once per change of state, not by the libraries'.
 */
public final class LibraryLogger {
  private static volatile boolean shown;

  private final String name;

  private LibraryLogger(String name) {
    this.name = name;
  }

  /** Sets whether lines of level INFO and above are written to standard error. */
  public static void show(boolean onStandardError) {
    shown = onStandardError;
  }

  public static LibraryLogger getLogger(String name) {
    return new LibraryLogger(name);
  }

  public boolean isLoggable(LibraryLevel level) {
    return shown && level.compareTo(LibraryLevel.INFO) >= 0;
  }

  public void fine(@Nullable String message) {
    log(LibraryLevel.FINE, message);
  }

  public void info(@Nullable String message) {
    log(LibraryLevel.INFO, message);
  }

  public void warning(@Nullable String message) {
    log(LibraryLevel.WARNING, message);
  }

  public void log(LibraryLevel level, @Nullable String message) {
    log(level, message, (Throwable) null);
  }

  public void log(LibraryLevel level, @Nullable String message, @Nullable Object parameter) {
    log(level, message, new Object[] {parameter});
  }

  /** Writes a message whose <code>{0}</code>, <code>{1}</code> … stand for the parameters. */
  public void log(
      LibraryLevel level, @Nullable String message, @Nullable Object @Nullable [] parameters) {
    if (!isLoggable(level)) {
      return;
    }
    try {
      String text = String.valueOf(message);
      for (int i = 0; parameters != null && i < parameters.length; i++) {
        text = text.replace("{" + i + "}", String.valueOf(parameters[i]));
      }
      write(level, text);
    } catch (Throwable itsToStringThrows) {
      // Nothing is lost that anybody counts on.
    }
  }

  public void log(LibraryLevel level, @Nullable String message, @Nullable Throwable failure) {
    if (!isLoggable(level)) {
      return;
    }
    try {
      write(level, failure == null ? String.valueOf(message) : message + ": " + failure);
    } catch (Throwable itsToStringThrows) {
      // As above.
    }
  }

  private void write(LibraryLevel level, String text) {
    StandardError.println(Incidents.oneLine(level.name(), name + ": " + text));
  }
}
