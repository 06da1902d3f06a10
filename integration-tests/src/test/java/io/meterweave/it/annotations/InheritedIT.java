// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Heirs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A mark on an interface or a superclass measures what implements or overrides, once per call. */
@OnEveryJdk
final class InheritedIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Heirs.class);
    metrics = app.awaitStage("done").metrics();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void everyImplementationCountsOnceHoweverDeepItCallsWhatItOverrides() {
    // a, b, " c ", " d", "" (which fails), e through another object (two calls), "proxied"
    assertThat(metrics.byLabel("repo_save_calls_total", "what"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", 1.0, "b", 1.0, " c ", 1.0, " d", 1.0, "", 1.0, "e", 2.0, "proxied", 1.0));
    assertThat(metrics.sum("repo_save_errors_total")).isEqualTo(1);
  }

  @Test
  void aDefaultMethodAndItsOverrideCountOnceWithTheLabelsOfTheInterface() {
    assertThat(metrics.value("repo_find_calls_total", "key", " k ")).isEqualTo(1);
    assertThat(metrics.value("repo_find_calls_total", "key", "plain")).isEqualTo(1);
  }

  @Test
  void aClientThatIsNothingButAProxyCounts() {
    assertThat(metrics.value("repo_find_calls_total", "key", "remote")).isEqualTo(1);
    assertThat(metrics.value("repo_find_calls_total", "key", "again")).isEqualTo(1);
    assertThat(metrics.sum("repo_find_calls_total")).isEqualTo(4);
  }

  @Test
  void aMarkOfItsOwnReplacesTheInheritedOneAndEveryRecursionCounts() {
    assertThat(metrics.value("mill_run_calls_total")).isEqualTo(3);
    assertThat(metrics.names()).doesNotContain("machine_run_calls_total");
  }

  @Test
  void aPackagePrivateMethodIsOverriddenAndAPrivateOneIsNot() {
    assertThat(metrics.value("machine_stop_calls_total")).isEqualTo(2);
    assertThat(metrics.value("machine_hide_calls_total")).isEqualTo(1);
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    Exit without = AgentJvm.on(jdk).main(Heirs.class).run();
    Exit with = app.endQuietly();
    assertThat(with.out()).isEqualTo(without.out());
  }
}
