// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import io.meterweave.it.targets.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is archived to make a JVM start faster stays of use with the agent, and nothing is lost. */
@OnEveryJdk
final class ArchivedClassesIT {
  private static final int FIRST_WITH_AOT_CACHE = 25;

  @Parameter Jdk jdk;

  private Path app;

  /** The JVM archives classes of jars only. */
  @BeforeParameterizedClassInvocation
  void pack() throws IOException {
    Files.createDirectories(Artifacts.work());
    app = Files.createTempDirectory(Artifacts.work(), "archived-").resolve("app.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Plain.class.getName());
    try (OutputStream file = Files.newOutputStream(app);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> type : List.of(Plain.class, Stage.class, Stage.ExpectedException.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(Artifacts.targets().resolve(name)));
      }
    }
  }

  @Test
  void aCacheTrainedWithTheAgentServesTheAgentAsWell() throws IOException {
    assumeTrue(jdk.feature() >= FIRST_WITH_AOT_CACHE);
    Path cache = app.resolveSibling("with.aot");
    train("-XX:AOTCacheOutput=" + cache, true);

    List<String> loaded = measured("-XX:AOTMode=on", "-XX:AOTCache=" + cache);

    assertThat(loaded).anyMatch(line -> isShared(line, "io.meterweave.runtime.AgentRuntime "));
    assertThat(loaded).anyMatch(line -> isShared(line, Stage.class.getName() + " "));
  }

  /** The application's classes are then there before any agent is. */
  @Test
  void aCacheTrainedForAnyAgentCostsNoMeasurement() throws IOException {
    assumeTrue(jdk.feature() >= FIRST_WITH_AOT_CACHE);
    Path cache = app.resolveSibling("any.aot");
    train("-XX:AOTCacheOutput=" + cache, false, "--add-modules=java.instrument");

    List<String> loaded = measured("-XX:AOTMode=on", "-XX:AOTCache=" + cache);

    assertThat(loaded).anyMatch(line -> isShared(line, Plain.class.getName() + " "));
  }

  /** The JVM itself passes the cache over, and says so on standard output. */
  @Test
  void aCacheTrainedWithoutAnyAgentIsPassedOver() throws IOException {
    assumeTrue(jdk.feature() >= FIRST_WITH_AOT_CACHE);
    Path cache = app.resolveSibling("without.aot");
    train("-XX:AOTCacheOutput=" + cache, false);

    assertThat(measured("-Xlog:disable", "-XX:AOTCache=" + cache))
        .noneMatch(line -> isShared(line, Plain.class.getName() + " "));
  }

  /** As above, JDK 25 says on standard output what of the archive it cannot use. */
  @ParameterizedTest
  @CsvSource({"plain, --show-version", "modules, --add-modules=java.instrument"})
  void anArchiveMadeWithoutTheAgentServesWithIt(String name, String option) throws IOException {
    Path archive = app.resolveSibling(name + ".jsa");
    train("-XX:ArchiveClassesAtExit=" + archive, false, option);

    List<String> loaded = measured("-Xlog:disable", "-XX:SharedArchiveFile=" + archive);

    assertThat(loaded).anyMatch(line -> isShared(line, Stage.class.getName() + " "));
  }

  private void train(String output, boolean withAgent, String... options) {
    Launch training = AgentJvm.on(jdk).options(output).options(options);
    if (withAgent) {
      training.agent("prometheus.port=" + Ports.free());
    }
    Exit exit = training.jar(app, "wait").run();
    assertThat(exit.code()).as(exit.out() + exit.err()).isZero();
    assertThat(Path.of(output.substring(output.indexOf('=') + 1))).exists();
  }

  /** Runs with the agent; returns what the JVM says of its classes. */
  private List<String> measured(String... options) throws IOException {
    int port = Ports.free();
    Path log = Files.createTempDirectory(Artifacts.work(), "archived-").resolve("classes");
    try (AgentJvm jvm =
        AgentJvm.on(jdk)
            .options(options)
            .options("-Xlog:class+load:file=" + log + "::filecount=0")
            .agent("prometheus.port=" + port)
            .jar(app, "wait")
            .start()) {
      jvm.awaitOutput("[waiting]");
      assertThat(
              new HttpProbe(port)
                  .awaitOk("/metrics")
                  .metrics()
                  .value(
                      "method_calls_total", "code_function_name", Plain.class.getName() + ".work"))
          .isEqualTo(1);
      Exit exit = jvm.endOfInput().awaitExit();
      assertThat(exit.err()).isEmpty();
      assertThat(exit.code()).isZero();
      assertThat(exit.out()).doesNotContain("[warning]").doesNotContain("[error]");
    }
    return Files.readAllLines(log, StandardCharsets.UTF_8);
  }

  private static boolean isShared(String line, String type) {
    return line.contains(type) && line.contains("source: shared objects file");
  }
}
