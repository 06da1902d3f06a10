// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import io.meterweave.runtime.AgentVersion;
import java.io.File;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * {@code java -jar meterweave-agent.jar}: finds the command and runs it.
 *
 * <p>Confined to the main thread. What a command says goes to standard output, why it could not to
 * standard error.
 */
@Command(
    name = "meterweave",
    description = "Shows what methods do: metrics, spans and LLM usage.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineTool.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "To start a program with the agent: java -javaagent:meterweave-agent.jar -jar app.jar",
    })
public final class CommandLineTool {
  private CommandLineTool() {}

  /**
   * Runs a command, and ends this process.
   *
   * @param jar the agent's own jar
   */
  public static void main(String[] arguments, File jar) {
    ProcessEnd.with(run(arguments, jar));
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] arguments, File jar) {
    CommandLine line = create(jar);
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    return line.execute(arguments);
  }

  static CommandLine create(File jar) {
    return new CommandLine(new CommandLineTool())
        .setCommandName("java -jar " + jar.getName())
        .addSubcommand(new AttachCommand(jar))
        .addSubcommand(new DetachCommand(jar))
        .addSubcommand(new ListCommand())
        .addSubcommand(new ExplainCommand())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              PrintWriter err = line.getErr();
              if (failure instanceof CommandException foreseen) {
                err.println(foreseen.getMessage());
                return foreseen.exitCode();
              }
              err.println("This failed, and should not have: " + failure);
              return ExitCode.FAILED;
            });
  }

  /** Says which version this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Meterweave " + AgentVersion.VERSION};
    }
  }
}
