// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentTool;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What is explained is what an agent with the same settings would weave. */
@OnEveryJdk
final class ExplainSettingsIT {
  private static final String MICROMETER = "my_timer_seconds";
  private static final String DROPWIZARD = "dropwizardTimed";

  @Parameter Jdk jdk;

  @Test
  void otherLibrariesAnnotationsAreExplainedUnlessTheyAreSwitchedOff() {
    assertThat(explain().out()).contains(MICROMETER, DROPWIZARD);
    assertThat(explain("foreign.micrometer=off").out())
        .doesNotContain(MICROMETER)
        .contains(DROPWIZARD);
  }

  @Test
  void theFileCountsAndAnArgumentWinsOverIt() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path file =
        Files.writeString(
            Files.createTempFile(Artifacts.work(), "explain", ".yaml"),
            """
            foreign:
              micrometer: off
              dropwizard: off
            """);
    assertThat(explain("--config", file.toString()).out()).doesNotContain(MICROMETER, DROPWIZARD);
    assertThat(explain("--config", file.toString(), "foreign.dropwizard=on").out())
        .doesNotContain(MICROMETER)
        .contains(DROPWIZARD);
    assertThat(explain("config.file=" + file).out()).doesNotContain(MICROMETER, DROPWIZARD);
  }

  @Test
  void aSettingThatDoesNotExistIsAWrongCommandLine() {
    Exit exit = run("foreign.micrometre=off");
    assertThat(exit.code()).isEqualTo(2);
    assertThat(exit.err()).contains("foreign.micrometre", "foreign.micrometer");
  }

  private Exit explain(String... arguments) {
    Exit exit = run(arguments);
    assertThat(exit.code()).as(exit.err()).isZero();
    return exit;
  }

  private Exit run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "explain";
    all[1] = Artifacts.targets().toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new AgentTool(jdk).run(all);
  }
}
