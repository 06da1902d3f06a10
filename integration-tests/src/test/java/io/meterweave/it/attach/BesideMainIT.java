// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Meddler;
import io.meterweave.it.targets.SlowAgent;
import io.meterweave.it.targets.foreign.AspectAtWork;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What starts beside main neither holds it up nor sees what it does. */
@OnEveryJdk
final class BesideMainIT {
  @Parameter Jdk jdk;

  @Test
  void locksPropertiesAndThreadsOfMainAreItsOwn() {
    measuresOnce(AgentJvm.on(jdk).agent());
  }

  @Test
  void anAgentThatComesAfterMayLoadItsClassesUnderALock() throws IOException {
    Path other = slowAgent();
    measuresOnce(AgentJvm.on(jdk).agent().options("-javaagent:" + other));
    measuresOnce(AgentJvm.on(jdk).options("-javaagent:" + other).agent());
  }

  @Test
  void anAspectThatWasLoadedBeforeMainHasNoObjectYet() throws IOException {
    try (TargetApp app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .options("-javaagent:" + slowAgent() + "=io.micrometer.core.aop.TimedAspect")
                .agent()
                .classPath(jarsOfTheTests())
                .main(AspectAtWork.class))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.sum("at_work_seconds_count"))
          .as("the calls before its first")
          .isEqualTo(2);
      app.endQuietly();
    }
  }

  private static Path[] jarsOfTheTests() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .toArray(Path[]::new);
  }

  private static void measuresOnce(Launch launch) {
    try (TargetApp app = TargetApp.start(launch.main(Meddler.class))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.sum("meddled_total")).isEqualTo(1);
      assertThat(app.jvm().out()).contains("threads=1");
      app.endQuietly();
    }
  }

  private static Path slowAgent() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path jar = Files.createTempDirectory(Artifacts.work(), "other-").resolve("other.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", SlowAgent.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> type :
          new Class<?>[] {SlowAgent.class, SlowAgent.Base.class, SlowAgent.Filter.class}) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(Artifacts.targets().resolve(name)));
      }
    }
    return jar;
  }
}
