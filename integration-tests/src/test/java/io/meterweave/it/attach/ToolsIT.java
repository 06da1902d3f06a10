// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.ClassLoadLog;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradle.launcher.GradleMain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Through {@code JAVA_TOOL_OPTIONS} the agent lands in every JVM: in those of the JDK's own tools
 * and of the build tools it loads nothing, opens nothing and says nothing.
 */
@OnEveryJdk
final class ToolsIT {
  @Parameter Jdk jdk;

  static Stream<List<String>> tools() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path place = Files.createTempDirectory(Artifacts.work(), "tools-");
    Path source = Files.writeString(place.resolve("Empty.java"), "class Empty {}");
    String jar = Artifacts.annotationsJar().toString();
    return Stream.of(
        List.of("javac", "-d", place.toString(), source.toString()),
        List.of("jar", "tf", jar),
        List.of("javap", "-cp", jar, "io.meterweave.annotations.TrackMetrics"),
        List.of("javadoc", "-version"),
        List.of("jdeps", "--version"),
        List.of("jlink", "--version"),
        List.of("jshell", "--version"),
        List.of("jcmd", "-h"),
        List.of("jps", "-help"),
        List.of("jarsigner", "-help"),
        List.of("keytool", "-help"),
        List.of("serialver", "java.lang.String"));
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aToolOfTheJdkIsLeftAlone(List<String> command) {
    isLeftAlone(tool(command), tool(command));
  }

  @Test
  void jshellRunsSnippetsAsItDid() {
    List<String> command = List.of("jshell", "-s", "-");
    String input = "System.out.println(6 * 7)\n/exit\n";
    feed(tool(command), input); // the first run ever says that it makes a directory
    Exit without = feed(tool(command), input);
    Exit with = feed(underToolOptions(tool(command), "-Xshare:auto"), input);
    assertThat(with.out()).isEqualTo(without.out()).contains("42");
    assertThat(withoutNotice(with.err())).isEqualTo(without.err());
  }

  @Test
  void mavenIsLeftAlone() {
    String home = System.getProperty("meterweave.it.maven", "/usr/share/maven");
    isLeftAlone(maven(home), maven(home));
  }

  @Test
  void gradleIsLeftAlone() {
    isLeftAlone(AgentJvm.on(jdk).main(GradleMain.class), AgentJvm.on(jdk).main(GradleMain.class));
  }

  @Test
  void anApplicationIsWovenThroughTheSameVariable() {
    Exit exit =
        underToolOptions(AgentJvm.on(jdk), "-Dmeterweave.prometheus.port=" + Ports.free())
            .property("say.whether.woven", true)
            .main(Plain.class, "return")
            .run();
    assertThat(exit.out()).contains("woven code is here: java.lang.MeterweaveDispatcher");
    assertThat(withoutNotice(exit.err())).isEmpty();
  }

  @Test
  void aSourceFileThatIsRunDirectlyIsAnApplication() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path place = Files.createTempDirectory(Artifacts.work(), "source-");
    Path source =
        Files.writeString(
            place.resolve("Hello.java"),
            """
            class Hello {
              public static void main(String[] args) throws Exception {
                System.out.println(Class.forName("java.lang.MeterweaveDispatcher").getName());
              }
            }
            """);
    Exit exit =
        AgentJvm.on(jdk)
            .agent("prometheus.port=" + Ports.free())
            .arguments(source.toString())
            .run();
    assertThat(exit.err()).isEmpty();
    assertThat(exit.out()).isEqualTo("java.lang.MeterweaveDispatcher\n");
  }

  private void isLeftAlone(Launch plain, Launch observed) {
    ClassLoadLog log = ClassLoadLog.create();
    Exit without = plain.run();
    Exit with = underToolOptions(observed, log.option()).run();
    assertThat(with.code()).isEqualTo(without.code());
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(withoutNotice(with.err())).isEqualTo(without.err());
    assertThat(log.names())
        .contains("java.lang.Object")
        .noneMatch(name -> name.startsWith("io.opentelemetry."))
        .noneMatch(name -> name.startsWith("net.bytebuddy."))
        .noneMatch(name -> name.equals("java.lang.MeterweaveDispatcher"));
  }

  private Launch tool(List<String> command) {
    return Launch.program(
        jdk.tool(command.get(0)), command.subList(1, command.size()).toArray(String[]::new));
  }

  private Launch maven(String home) {
    return Launch.program(Path.of(home, "bin", "mvn"), "--version")
        .env("JAVA_HOME", jdk.home().toString());
  }

  private static Launch underToolOptions(Launch launch, String more) {
    return launch.env("JAVA_TOOL_OPTIONS", "-javaagent:" + Artifacts.agentJar() + " " + more);
  }

  private static Exit feed(Launch launch, String input) {
    try (AgentJvm jvm = launch.start()) {
      return jvm.send(input).endOfInput().awaitExit();
    }
  }

  /** The JVM itself says on standard error that it has picked the variable up. */
  private static String withoutNotice(String err) {
    return err.replaceFirst("Picked up JAVA_TOOL_OPTIONS[^\n]*\n", "");
  }
}
