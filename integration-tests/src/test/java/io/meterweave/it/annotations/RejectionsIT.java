// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Promtool;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Misfits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A method that cannot be woven is named with the reason and costs its neighbours nothing. */
@OnEveryJdk
final class RejectionsIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Misfits.class);
    metrics = app.awaitStage("done").metrics();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void theNeighbourIsWoven() {
    assertThat(exit.out()).startsWith("2\n");
    assertThat(metrics.value("neighbour_calls_total")).isEqualTo(2);
  }

  @Test
  void anAbstractMethodPassesItsAnnotationOn() {
    String implementation = Misfits.class.getName() + "$Concrete.abstractOne";
    assertThat(metrics.value("method_calls_total", "code_function_name", implementation))
        .isEqualTo(1);
  }

  @Test
  void aPathThatLeadsNowhereIsNone() {
    assertThat(metrics.value("badpath_calls_total", "x", "none")).isEqualTo(1);
  }

  @Test
  void aNameThatIsTakenCostsNoOneElse() {
    assertThat(metrics.value("cache_hits_total", "cache_type", "names")).isEqualTo(1);
    Exit verdict = Promtool.checkMetrics(metrics.text());
    assertThat(verdict.out() + verdict.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "badName",
        "badLabel",
        "badBuckets",
        "badPath",
        "takenName",
        "badHit",
        "nativeOne"
      })
  void eachIsNamedOnceWithAReason(String method) {
    assertThat(exit.err().lines().filter(line -> line.contains("Misfits." + method)))
        .singleElement()
        .asString()
        .startsWith("[meterweave] WARN ");
  }

  @Test
  void nothingElseIsSaid() {
    assertThat(exit.err().lines()).allMatch(line -> line.startsWith("[meterweave] WARN "));
    assertThat(exit.err().lines()).hasSizeBetween(7, 8);
  }
}
