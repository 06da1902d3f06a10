// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Isolated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A second agent in the same JVM says so and changes nothing. */
@OnEveryJdk
final class TwiceIT {
  @Parameter Jdk jdk;

  @Test
  void theSameJarTwiceIsOneAgentAndOneLine() {
    oneAgentAndOneLine(Artifacts.agentJar());
  }

  @Test
  void aCopyOfTheJarElsewhereIsASecondAgentToo() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path copy = Files.createTempDirectory(Artifacts.work(), "copy-").resolve("other-name.jar");
    oneAgentAndOneLine(Files.copy(Artifacts.agentJar(), copy));
  }

  private void oneAgentAndOneLine(Path second) {
    try (TargetApp app =
        TargetApp.start(AgentJvm.on(jdk).agent().agentJar(second).main(Isolated.class))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("guest_calls_total")).isEqualTo(3);
      Exit exit = app.end();
      assertThat(exit.err().lines())
          .singleElement()
          .asString()
          .startsWith("[meterweave]")
          .containsIgnoringCase("already");
    }
  }
}
