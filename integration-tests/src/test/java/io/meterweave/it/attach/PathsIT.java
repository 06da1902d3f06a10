// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Where the agent's jar may lie. */
@OnEveryJdk
final class PathsIT {
  @Parameter Jdk jdk;

  @Test
  void aRelativePathWillDo() throws IOException {
    Path place = place("relative-");
    Files.copy(Artifacts.agentJar(), place.resolve("meterweave-agent.jar"));
    isWoven(Path.of("meterweave-agent.jar"), place);
  }

  @Test
  void aDirectoryMayHaveSpacesAndPercentSigns() throws IOException {
    Path place = Files.createDirectory(place("odd-").resolve("my agents 100%20 + one"));
    isWoven(Files.copy(Artifacts.agentJar(), place.resolve("agent.jar")), place);
  }

  @Test
  void theJarMayBeALink() throws IOException {
    Path place = place("link-");
    isWoven(Files.createSymbolicLink(place.resolve("current.jar"), Artifacts.agentJar()), place);
  }

  private void isWoven(Path jar, Path directory) {
    Exit exit =
        AgentJvm.on(jdk)
            .agentJar(jar, "prometheus.port=" + Ports.free())
            .directory(directory)
            .property("say.whether.woven", true)
            .main(Plain.class, "return")
            .run();
    assertThat(exit.err()).isEmpty();
    assertThat(exit.out()).contains("woven code is here: java.lang.MeterweaveDispatcher");
    assertThat(exit.code()).isZero();
  }

  private static Path place(String prefix) throws IOException {
    Files.createDirectories(Artifacts.work());
    return Files.createTempDirectory(Artifacts.work(), prefix);
  }
}
