// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Getters, {@code toString} and exceptions that throw, and stacks that overflow. */
@OnEveryJdk
final class HostileIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Hostile.class);
    metrics = app.awaitStage("done").metrics();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void theApplicationNoticesNothing() {
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Hostile.class).run().out());
    assertThat(exit.out()).contains("1300 100 20");
  }

  @Test
  void eachPlaceIsReportedOnce() {
    assertThat(exit.err().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("[meterweave] WARN "))
        .anyMatch(line -> line.contains("Hostile.labelled, {thorn.name}"))
        .anyMatch(line -> line.contains("Hostile.asked"))
        .anyMatch(line -> line.contains("toString of " + Hostile.Thorn.class.getName()));
  }

  @Test
  void whatCanBeCountedIsCounted() {
    assertThat(metrics.value("thorny_calls_total", "name", "none")).isEqualTo(100);
    assertThat(metrics.value("unspeakable_calls_total")).isEqualTo(100);
    assertThat(
            metrics.value(
                "unspeakable_errors_total",
                "error_type",
                Hostile.UnspeakableException.class.getName()))
        .isEqualTo(100);
  }

  @Test
  void recordingWorksAfterTheStackHasOverflowed() {
    assertThat(metrics.names()).contains("deep_calls_total", "deep_active");
    assertThat(metrics.value("deep_errors_total", "error_type", StackOverflowError.class.getName()))
        .isPositive();
  }
}
