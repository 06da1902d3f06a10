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
import io.meterweave.it.targets.Composites;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** An annotation of an annotation counts as if it were written out. */
@OnEveryJdk
final class ComposedIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Composites.class);
    metrics = app.awaitStage("done").metrics();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void anAnnotationOfATeamIsWhatItIsAnnotatedWith() {
    // send twice, open, Desk.one, Desk.two twice
    assertThat(metrics.value("operation_calls_total", "team", "core")).isEqualTo(6);
    assertThat(metrics.value("critical_calls_total")).isEqualTo(5);
  }

  @Test
  void whatIsWrittenOnTheMethodReplacesIt() {
    assertThat(metrics.value("closing_calls_total")).isEqualTo(1);
  }

  @Test
  void nothingElseIsMeasured() {
    assertThat(metrics.names()).doesNotContain("method_calls_total");
    assertThat(metrics.byLabel("operation_calls_total", "team")).isEqualTo(Map.of("core", 6.0));
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    Exit without = AgentJvm.on(jdk).main(Composites.class).run();
    Exit with = app.endQuietly();
    assertThat(with.out()).isEqualTo(without.out());
  }
}
