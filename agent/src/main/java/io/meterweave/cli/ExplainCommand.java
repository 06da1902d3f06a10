// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import io.meterweave.explain.ArchiveExplainer;
import io.meterweave.explain.ExplainedMethod;
import io.meterweave.match.MethodPatterns;
import io.meterweave.weave.ReportedMethod;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code explain}: what would be woven in an application, without running it. Confined to the main
 * thread.
 */
@Command(
    name = "explain",
    description = "Says for every annotated method whether it would be woven, or why not.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineTool.Version.class,
    footer = {
      "",
      "Nothing of the application is run or loaded. What a class inherits from a class that lies in",
      "none of the archives is not seen: name that archive as well.",
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "ARCHIVE|KEY=VALUE",
      description = {
        "jars, wars, Spring Boot jars (the jars inside included), directories;",
        "settings, as after -javaagent:meterweave-agent.jar="
      })
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a meterweave.yaml: the methods that it names, and what it sets")
  private @Nullable File config;

  @Option(names = "--json", description = "writes JSON instead of a table")
  private boolean isJson;

  @Option(names = "--problems", description = "shows only what would not be woven")
  private boolean isProblemsOnly;

  @Option(
      names = "--fail-on-rejection",
      description = "ends with exit code 1 if a method is rejected, or an archive cannot be read")
  private boolean failsOnRejection;

  @Override
  public Integer call() throws CommandException, IOException {
    ArchiveExplainer explainer = explainer();
    boolean isAny = false;
    for (String argument : arguments) {
      if (!isSetting(argument)) {
        add(explainer, new File(argument));
        isAny = true;
      }
    }
    if (!isAny) {
      throw new CommandException(
          ExitCode.USAGE, "There are settings, but no jar or directory to explain; name one.");
    }
    List<ExplainedMethod> methods = explainer.explain();
    boolean isRejected = methods.stream().anyMatch(ExplainCommand::isRejected);
    write(methods, explainer);
    boolean isWrong = isRejected || !explainer.unreadable().isEmpty();
    return failsOnRejection && isWrong ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void write(List<ExplainedMethod> methods, ArchiveExplainer explainer) throws IOException {
    PrintWriter out = CommandOutput.of(spec);
    List<ExplainedMethod> shown =
        methods.stream()
            .filter(
                method -> !isProblemsOnly || method.method().state() != ReportedMethod.State.WOVEN)
            .toList();
    if (isJson) {
      ExplainJson.write(shown, explainer, out);
    } else {
      new ExplainTable(out).write(shown, methods, explainer);
    }
    out.flush();
  }

  private static boolean isRejected(ExplainedMethod method) {
    return method.method().state() == ReportedMethod.State.REJECTED;
  }

  private static void add(ArchiveExplainer explainer, File archive) throws CommandException {
    if (!archive.exists()) {
      throw new CommandException(ExitCode.USAGE, archive + " does not exist.");
    }
    if (!archive.isFile() && !archive.isDirectory()) {
      throw new CommandException(
          ExitCode.USAGE,
          archive
              + " is neither a file nor a directory;"
              + " explain takes jars, wars, Spring Boot jars and directories.");
    }
    explainer.add(archive);
  }

  /** A file whose name has an equals sign is a file nevertheless. */
  private static boolean isSetting(String argument) {
    return argument.indexOf('=') > 0 && !new File(argument).exists();
  }

  private ArchiveExplainer explainer() throws CommandException {
    MeterweaveConfig read =
        MeterweaveConfig.read(ConfigSources.ofArgumentAndFile(settings().toString()));
    MethodPatterns patterns = MethodPatterns.of(read.methods());
    List<String> problems = new ArrayList<>(read.problems());
    problems.addAll(patterns.problems());
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
    return new ArchiveExplainer(patterns, read.foreign());
  }

  private StringJoiner settings() {
    StringJoiner settings = new StringJoiner(",");
    if (config != null) {
      settings.add("config.file=" + config.getPath().replace(",", "\\,"));
    }
    for (String argument : arguments) {
      if (isSetting(argument)) {
        settings.add(argument.replace(",", "\\,"));
      }
    }
    return settings;
  }
}
