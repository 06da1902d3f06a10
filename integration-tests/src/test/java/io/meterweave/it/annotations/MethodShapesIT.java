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
import io.meterweave.it.targets.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods of every visibility and shape are woven, count exactly, and do what they did. */
@OnEveryJdk
final class MethodShapesIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Shapes.class);
    metrics = app.awaitStage("done").metrics();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @ParameterizedTest
  @CsvSource({
    "Shapes.hidden, 1",
    "Shapes.wide, 1",
    "Shapes.sealed, 1",
    "Shapes.locked, 2",
    "Shapes.sum, 3",
    "Shapes.larger, 2",
    "Shapes.factorial, 10",
    "Shapes.arrays, 1",
    "Shapes.manyWaysOut, 3",
    "Shapes.fromManyThreads, 80000",
    "Shapes$Text.convert, 2",
    "Shapes$Greeter.greet, 1",
    "Shapes$Greeter.named, 1",
    "Shapes$Point.distance, 1",
    "Shapes$Size.other, 2",
  })
  void everyCallCountsOnce(String method, int calls) {
    String function = "io.meterweave.it.targets." + method;
    assertThat(metrics.value("method_calls_total", "code_function_name", function))
        .isEqualTo(calls);
    assertThat(metrics.value("method_duration_seconds_count", "code_function_name", function))
        .isEqualTo(calls);
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    Exit without = AgentJvm.on(jdk).main(Shapes.class).run();
    Exit with = app.endQuietly();
    assertThat(with.out()).isEqualTo(without.out());
  }
}
