// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import java.util.Optional;

/** Finds the process that a command is about. Thread-safe: no state. */
final class TargetProcess {
  private TargetProcess() {}

  /** Returns the process, which is alive, of this user, and not this one. */
  static ProcessHandle find(String pid) throws CommandException {
    ProcessHandle process =
        ProcessHandle.of(number(pid))
            .filter(ProcessHandle::isAlive)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.NO_PROCESS,
                        "There is no process "
                            + pid
                            + " on this machine (a container has numbers of its own); the command"
                            + " list shows the JVMs."));
    if (process.pid() == ProcessHandle.current().pid()) {
      throw new CommandException(ExitCode.USAGE, pid + " is this command itself.");
    }
    mustBeOurs(process);
    return process;
  }

  private static long number(String pid) throws CommandException {
    try {
      long number = Long.parseLong(pid);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new CommandException(
        ExitCode.USAGE,
        "\"" + pid + "\" is no process id, which is a number; the command list shows the JVMs.");
  }

  /** The system's administrator may attach to everybody's JVM, other users to their own only. */
  private static void mustBeOurs(ProcessHandle process) throws CommandException {
    Optional<String> owner = process.info().user();
    Optional<String> user = ProcessHandle.current().info().user();
    if (owner.isPresent()
        && user.isPresent()
        && !owner.equals(user)
        && !user.get().equals("root")) {
      throw new CommandException(
          ExitCode.OTHER_USER,
          "The process "
              + process.pid()
              + " belongs to "
              + owner.get()
              + ", and a JVM lets only its own user attach. Run this command as "
              + owner.get()
              + ".");
    }
  }
}
