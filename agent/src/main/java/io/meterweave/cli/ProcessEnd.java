// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

/**
 * Ends the process of the command line, and nothing else: the build lets no other class end one.
 * Thread-safe: no state.
 */
final class ProcessEnd {
  private ProcessEnd() {}

  static void with(int exitCode) {
    System.exit(exitCode);
  }
}
