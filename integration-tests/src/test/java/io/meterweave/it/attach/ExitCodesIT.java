// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.AgentTool;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.targets.Attached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * A command that cannot do what it is asked for says why, changes nothing, and a script can tell.
 */
@OnEveryJdk
final class ExitCodesIT {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final String NOBODY = "65534";

  @Parameter Jdk jdk;

  @Test
  void aJvmOfAnotherUserIs4() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
    assumeTrue(Files.isExecutable(SETPRIV), "setpriv is not installed");
    Path readable = Files.createTempDirectory("meterweave-");
    Path jar = Files.copy(Artifacts.agentJar(), readable.resolve("meterweave-agent.jar"));
    jar.toFile().setReadable(true, false);
    readable.toFile().setReadable(true, false);
    readable.toFile().setExecutable(true, false);
    try (AgentJvm jvm = AgentJvm.on(jdk).main(Attached.class).start()) {
      jvm.awaitOutput("[stage 0]");
      Exit exit =
          Launch.program(
                  SETPRIV,
                  "--reuid=" + NOBODY,
                  "--clear-groups",
                  jdk.tool("java").toString(),
                  "-jar",
                  jar.toString(),
                  "attach",
                  String.valueOf(jvm.process().pid()))
              .run();
      assertThat(exit.code()).as(exit.err()).isEqualTo(4);
      assertThat(exit.err()).contains("belongs to root", "Run this command as root.");
      assertThat(jvm.endOfInput().awaitExit().err()).isEmpty();
    } finally {
      Files.delete(jar);
      Files.delete(readable);
    }
  }

  @Test
  void aJvmThatCannotBeAttachedToIs5() {
    refused(5, "-XX:+DisableAttachMechanism", "start it with -javaagent: instead");
  }

  @Test
  void aJvmThatForbidsLateAgentsIs6() {
    refused(6, "-XX:-EnableDynamicAgentLoading", "takes no agent; start it without that");
  }

  @Test
  void aJavaWithoutTheAttachModuleIs7() {
    try (AgentJvm jvm = AgentJvm.on(jdk).main(Attached.class).start()) {
      jvm.awaitOutput("[stage 0]");
      Exit exit =
          AgentJvm.on(jdk)
              .options("--limit-modules=java.base,java.instrument,java.sql")
              .jar(Artifacts.agentJar(), "attach", String.valueOf(jvm.process().pid()))
              .run();
      assertThat(exit.code()).as(exit.err()).isEqualTo(7);
      assertThat(exit.err()).contains("has no module jdk.attach. Run it with the java of a JDK");
      assertThat(jvm.endOfInput().awaitExit().err()).isEmpty();
    }
  }

  @Test
  void anAgentThatDoesNotStartIs9() {
    refused(
        9,
        "-Xshare:auto",
        "A setting of that JVM switches Meterweave off; pass enabled=true to overrule it.",
        "enabled=false");
  }

  private void refused(int code, String option, String sentence, String... settings) {
    try (AgentJvm jvm = AgentJvm.on(jdk).options(option).main(Attached.class).start()) {
      jvm.awaitOutput("[stage 0]");
      List<String> command = new ArrayList<>();
      command.add("attach");
      command.add(String.valueOf(jvm.process().pid()));
      command.addAll(List.of(settings));
      Exit exit = new AgentTool(jdk).run(command.toArray(new String[0]));
      assertThat(exit.code()).as(exit.err()).isEqualTo(code);
      assertThat(exit.err()).contains(sentence);
      assertThat(exit.out()).isEmpty();
      assertThat(jvm.endOfInput().awaitExit().code()).isZero();
    }
  }
}
