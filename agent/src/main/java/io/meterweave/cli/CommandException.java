// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

/**
 * A command that cannot do what it was asked for: an exit code, and a sentence with the way out.
 */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
