// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.meterweave.runtime.Presence;
import java.io.File;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A JVM, by way of the JDK's attach API: the one class that names it, for not every Java has it.
 *
 * <p>Confined to the main thread.
 */
final class AttachedJvm implements TargetJvm {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final VirtualMachine machine;
  private final String name;

  private AttachedJvm(VirtualMachine machine, String name) {
    this.machine = machine;
    this.name = name;
  }

  static TargetJvm open(ProcessHandle process) throws CommandException {
    String pid = String.valueOf(process.pid());
    try {
      AttachedJvm jvm = new AttachedJvm(VirtualMachine.attach(pid), pid);
      jvm.mustBeNewEnough();
      return jvm;
    } catch (AttachNotSupportedException notSupported) {
      throw new CommandException(
          ExitCode.NOT_ATTACHABLE,
          "The process "
              + pid
              + " cannot be attached to ("
              + notSupported.getMessage()
              + "). It is no JVM, or not a HotSpot one, or runs with -XX:+DisableAttachMechanism;"
              + " start it with -javaagent: instead.");
    } catch (IOException refused) {
      throw new CommandException(
          process.isAlive() ? ExitCode.NOT_ATTACHABLE : ExitCode.NO_PROCESS,
          "Attaching to the process "
              + pid
              + " failed ("
              + refused.getMessage()
              + "). Run this command as the user of that process and in its container.");
    }
  }

  private void mustBeNewEnough() throws CommandException {
    String version = systemProperty("java.specification.version");
    int feature = version.startsWith("1.") ? 8 : Integer.parseInt(version);
    if (feature < OLDEST) {
      close();
      throw new CommandException(
          ExitCode.TOO_OLD,
          "The process " + name + " runs on Java " + version + "; Meterweave needs 17 or newer.");
    }
  }

  private String systemProperty(String key) throws CommandException {
    try {
      return machine.getSystemProperties().getProperty(key, "");
    } catch (IOException gone) {
      throw lost(gone);
    }
  }

  @Override
  public Properties agentProperties() throws CommandException {
    try {
      return machine.getAgentProperties();
    } catch (IOException gone) {
      throw lost(gone);
    }
  }

  @Override
  public void load(File jar, String arguments) throws CommandException {
    try {
      machine.loadAgent(jar.getAbsolutePath(), arguments);
    } catch (AgentLoadException notLoaded) {
      throw notLoaded(notLoaded);
    } catch (AgentInitializationException failed) {
      throw new CommandException(
          ExitCode.NO_ANSWER,
          "The agent could not begin in the process "
              + name
              + " ("
              + failed.getMessage()
              + "); its standard error says why.");
    } catch (IOException gone) {
      throw lost(gone);
    }
  }

  private CommandException notLoaded(AgentLoadException notLoaded) {
    String reason = String.valueOf(notLoaded.getMessage());
    if (reason.contains("Dynamic agent loading is not enabled")) {
      return new CommandException(
          ExitCode.FORBIDDEN,
          "The process "
              + name
              + " runs with -XX:-EnableDynamicAgentLoading and takes no agent; start it without"
              + " that, or with -javaagent:.");
    }
    return new CommandException(
        ExitCode.NO_ANSWER,
        "The process "
            + name
            + " did not take the agent ("
            + reason
            + "). The jar must be readable for it, under the same path, and the module"
            + " java.instrument be there.");
  }

  @Override
  public Properties awaitState(String state, @Nullable String version) throws CommandException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      Properties now = agentProperties();
      boolean isSame =
          state.equals(now.getProperty(Presence.STATE, state))
              && (version == null || version.equals(now.getProperty(Presence.VERSION)));
      if (!isSame || System.nanoTime() - deadline > 0) {
        return now;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private CommandException lost(IOException gone) {
    return new CommandException(
        ExitCode.NO_ANSWER,
        "The process " + name + " does not answer any more (" + gone.getMessage() + ").");
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException gone) {
      // Then it is not attached to any more.
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
