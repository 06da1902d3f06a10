// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import io.meterweave.runtime.AgentVersion;
import io.meterweave.runtime.AttachRequest;
import io.meterweave.runtime.Presence;
import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attach}: brings the agent into a JVM that runs already. Confined to the main thread. */
@Command(
    name = "attach",
    description = "Weaves a JVM that runs already.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineTool.Version.class,
    footer = {
      "",
      "From JDK 21 on the JVM prints a warning of its own when an agent comes later;",
      "-XX:+EnableDynamicAgentLoading on its command line says that it may.",
    })
final class AttachCommand implements Callable<Integer> {
  private final File jar;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PID", description = "the process, as `list` shows it")
  private String pid = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "settings, as after -javaagent:meterweave-agent.jar=")
  private List<String> settings = new ArrayList<>();

  AttachCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws CommandException {
    String arguments = checked(settings);
    PrintWriter out = CommandOutput.of(spec);
    AttachRequest request = new AttachRequest(UUID.randomUUID().toString(), arguments);
    try (TargetJvm target = TargetJvm.open(pid)) {
      Properties before = target.agentProperties();
      if (before.getProperty(Presence.VERSION) != null) {
        out.println(alreadyThere(target, before));
        return ExitCode.DONE;
      }
      target.load(jar, "agent.jar=" + jar.getAbsolutePath() + "\n" + request.text());
      Properties after = target.awaitState(STARTING, null);
      if (isOfAnother(after, request)) {
        out.println(alreadyThere(target, after));
        return ExitCode.DONE;
      }
      String state = after.getProperty(Presence.STATE, "");
      String text = after.getProperty(Presence.TEXT, "");
      if (state.equals(STARTING)) {
        throw new CommandException(
            ExitCode.NO_ANSWER,
            "Meterweave is still starting in " + target + "; \"list\" shows when it is up.");
      }
      if (!state.equals("running")) {
        throw new CommandException(
            ExitCode.NO_ANSWER,
            "Meterweave did not start in " + target + ". " + (text.isEmpty() ? SEE_THERE : text));
      }
      out.println("Meterweave " + AgentVersion.VERSION + " is in " + target + ": " + text);
      out.println(console(after));
      return ExitCode.DONE;
    }
  }

  private static final String STARTING = "starting";
  private static final String SEE_THERE = "The standard error of that process says why.";

  /** Two may attach at the same moment, or one while the agent starts with its JVM. */
  private static boolean isOfAnother(Properties agent, AttachRequest request) {
    return agent.getProperty(Presence.VERSION) != null
        && !request.by().equals(agent.getProperty(Presence.ATTACHED_BY));
  }

  private static String alreadyThere(TargetJvm target, Properties there) {
    return "Meterweave "
        + there.getProperty(Presence.VERSION)
        + " ("
        + there.getProperty(Presence.JAR)
        + ") is in "
        + target
        + " already; nothing changed. "
        + console(there);
  }

  private static String console(Properties agent) {
    String console = agent.getProperty(Presence.CONSOLE, "");
    if (STARTING.equals(agent.getProperty(Presence.STATE))) {
      return "It is still starting.";
    }
    return console.isEmpty()
        ? "Its console is not up; the standard error of that process says why."
        : "Console: " + console;
  }

  /** Returns the settings as one argument, if they are settings. */
  private static String checked(List<String> settings) throws CommandException {
    StringJoiner arguments = new StringJoiner(",");
    for (String setting : settings) {
      if (setting.indexOf('=') <= 0) {
        throw new CommandException(
            ExitCode.USAGE,
            "\"" + setting + "\" is no setting; write key=value, such as prometheus.port=9500.");
      }
      arguments.add(setting.replace(",", "\\,"));
    }
    List<String> problems =
        MeterweaveConfig.read(ConfigSources.ofArgument(arguments.toString())).problems();
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, String.join("\n", problems) + "\nNothing was attached.");
    }
    return arguments.toString();
  }
}
