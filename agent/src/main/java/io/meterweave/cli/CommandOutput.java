// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes. Thread-safe: no state. */
final class CommandOutput {
  private CommandOutput() {}

  /** Returns standard output, or what a test put in its place. */
  static PrintWriter of(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "set by the parser").commandLine().getOut();
  }
}
