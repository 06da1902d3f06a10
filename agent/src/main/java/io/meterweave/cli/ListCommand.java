// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code list}: the JVMs of this machine. Confined to the main thread. */
@Command(
    name = "list",
    description = "Shows the JVMs of this machine, and whether Meterweave is in them.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineTool.Version.class)
final class ListCommand implements Callable<Integer> {
  private static final int WIDTH = 60;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = CommandOutput.of(spec);
    out.println(line("PID", "JAVA", "METERWEAVE", "PROGRAM"));
    List<VisibleJvm> jvms = JvmFinder.find();
    for (VisibleJvm jvm : jvms) {
      String program = jvm.program();
      out.println(
          line(
              String.valueOf(jvm.pid()),
              jvm.javaVersion(),
              jvm.agentVersion(),
              program.length() > WIDTH ? program.substring(0, WIDTH - 1) + "…" : program));
    }
    return ExitCode.DONE;
  }

  private static String line(String pid, String java, String agent, String program) {
    return String.format(Locale.ROOT, "%-9s %-12s %-12s %s", pid, java, agent, program)
        .stripTrailing();
  }
}
