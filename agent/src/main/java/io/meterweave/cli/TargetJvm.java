// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import java.io.File;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A JVM to which this command is attached.
 *
 * <p>Confined to the main thread. What cannot be done is a {@link CommandException} that says why
 * and what would help.
 */
interface TargetJvm extends AutoCloseable {
  /** The oldest Java that the agent runs on. */
  int OLDEST = 17;

  /**
   * Attaches.
   *
   * @param pid the process id as it was written
   */
  static TargetJvm open(String pid) throws CommandException {
    ProcessHandle process = TargetProcess.find(pid);
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      throw new CommandException(
          ExitCode.NO_ATTACH_MODULE,
          "The Java that runs this command ("
              + System.getProperty("java.home")
              + ") has no module jdk.attach. Run it with the java of a JDK; it need not be the one"
              + " that runs the process.");
    }
    return AttachedJvm.open(process);
  }

  /** Returns what the agent there says of itself, and whatever other agents say. */
  Properties agentProperties() throws CommandException;

  /** Has the JVM call the agent; returns when that has returned. */
  void load(File jar, String arguments) throws CommandException;

  /**
   * Waits until the agent there is in another state than the given one, or another agent than the
   * given one is there.
   */
  Properties awaitState(String state, @Nullable String version) throws CommandException;

  @Override
  void close();
}
