// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Writes lines to the process's standard error, each in one piece.
 *
 * <p>Thread-safe without a lock. Not {@link System#err}: the application's threads lock that (a
 * stack trace is printed under its lock, and its messages may load classes), while a report may be
 * made in the middle of loading just such a class.
 */
final class StandardError {
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.err);

  private StandardError() {}

  static void println(String line) {
    try {
      OUT.write((line + System.lineSeparator()).getBytes(Charset.defaultCharset()));
    } catch (IOException nobodyListens) {
      // There is no other place to say it.
    }
  }
}
