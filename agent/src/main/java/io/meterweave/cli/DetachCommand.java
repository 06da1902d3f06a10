// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import io.meterweave.runtime.Presence;
import java.io.File;
import java.io.PrintWriter;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detach}: takes the agent out of a JVM. Confined to the main thread. */
@Command(
    name = "detach",
    description =
        "Restores the original bytecode of a JVM, and stops everything of the agent there.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineTool.Version.class)
final class DetachCommand implements Callable<Integer> {
  private final File jar;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PID", description = "the process, as `list` shows it")
  private String pid = "";

  DetachCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = CommandOutput.of(spec);
    try (TargetJvm target = TargetJvm.open(pid)) {
      Properties before = target.agentProperties();
      String version = before.getProperty(Presence.VERSION);
      if (version == null) {
        out.println("Meterweave is not in " + target + "; nothing changed.");
        return ExitCode.DONE;
      }
      // The jar that is there already, if it still is: the JVM keeps each that it was given.
      File there = new File(before.getProperty(Presence.JAR, jar.getPath()));
      target.load(there.isFile() ? there : jar, "detach");
      Properties after = target.awaitState("running", version);
      if (after.getProperty(Presence.VERSION) != null) {
        throw new CommandException(
            ExitCode.NO_ANSWER,
            "Meterweave did not leave "
                + target
                + "; its standard error may say why. Try again, or restart it.");
      }
      out.println(
          "Meterweave "
              + version
              + " has left "
              + target
              + ": "
              + after.getProperty(Presence.TEXT, ""));
      return ExitCode.DONE;
    }
  }
}
