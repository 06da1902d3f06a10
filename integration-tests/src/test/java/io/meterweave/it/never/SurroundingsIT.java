// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.ClassLoadLog;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Surroundings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What the application finds around it is what it finds without the agent. */
@OnEveryJdk
final class SurroundingsIT {
  @Parameter Jdk jdk;
  private ClassLoadLog log;
  private Exit with;

  @BeforeParameterizedClassInvocation
  void start() {
    log = ClassLoadLog.create();
    try (TargetApp app =
        TargetApp.start(AgentJvm.on(jdk).options(log.option()).agent().main(Surroundings.class))) {
      app.awaitStage("worked").metrics();
      with = app.endQuietly();
    }
  }

  @Test
  void nothingIsDifferent() {
    Exit without = AgentJvm.on(jdk).main(Surroundings.class).run();
    assertThat(comparable(with.out())).isEqualTo(comparable(without.out()));
    assertThat(with.out())
        .contains("log manager: " + Surroundings.OwnLogManager.class.getName())
        .contains("threads that keep the JVM alive: [main]");
  }

  @Test
  void nothingThatAnApplicationWantsToChooseIsChosenBeforeItsMain() {
    assertThat(log.namesBefore(Surroundings.class))
        .filteredOn(
            name ->
                name.startsWith("java.util.logging.")
                    || name.startsWith("javax.management.")
                    || name.equals("java.lang.System$LoggerFinder")
                    || name.equals("java.nio.file.FileSystems$DefaultFileSystemHolder"))
        .isEmpty();
  }

  @Test
  void exportersAndServerStartBesideTheApplicationAndNotBeforeIt() {
    assertThat(log.namesOnMainThreadBefore(Surroundings.class))
        .filteredOn(
            name ->
                name.startsWith("io.netty.")
                    || name.startsWith("io.opentelemetry.exporter.")
                    || name.startsWith("io.opentelemetry.sdk.autoconfigure.")
                    || name.startsWith("okhttp3."))
        .isEmpty();
  }

  @Test
  void noClassOfOursButTheBridgeIsWhereTheApplicationSeesIt() {
    assertThat(log.names())
        .contains("java.lang.MeterweaveDispatcher")
        .noneMatch(name -> name.startsWith("io.meterweave.bootstrap."));
  }

  private static List<String> comparable(String out) {
    return out.lines()
        .filter(line -> !line.startsWith("property meterweave."))
        .filter(line -> !line.startsWith("property user.dir"))
        .toList();
  }
}
