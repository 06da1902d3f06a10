// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

/** How a command ended, for scripts; the README lists them. */
final class ExitCode {
  /** Done, or nothing was to be done. */
  static final int DONE = 0;

  /** {@code explain --fail-on-rejection} found a rejection; or something unforeseen. */
  static final int FAILED = 1;

  /** The command line is wrong: a process id, an option, a setting. */
  static final int USAGE = 2;

  /** There is no such process. */
  static final int NO_PROCESS = 3;

  /** The process belongs to another user. */
  static final int OTHER_USER = 4;

  /** The process is no JVM, or one that cannot be attached to. */
  static final int NOT_ATTACHABLE = 5;

  /** The JVM forbids agents that come later. */
  static final int FORBIDDEN = 6;

  /** The Java that runs this command has no module {@code jdk.attach}. */
  static final int NO_ATTACH_MODULE = 7;

  /** The JVM is older than the agent. */
  static final int TOO_OLD = 8;

  /** The agent was handed over, but did not come up, or did not go. */
  static final int NO_ANSWER = 9;

  private ExitCode() {}
}
