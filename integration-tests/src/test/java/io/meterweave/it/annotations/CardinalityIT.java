// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A label with too many values cannot fill the memory. */
@OnEveryJdk
final class CardinalityIT {
  @Parameter Jdk jdk;

  @Test
  void aMetricKeepsAtMost2000SeriesAndNoCallIsLostAndOneLineSaysSo() {
    try (TargetApp app = TargetApp.start(jdk, Crowd.class)) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.series("crowd_calls_total")).hasSizeBetween(2_000, 2_001);
      assertThat(metrics.sum("crowd_calls_total")).isEqualTo(3_000);
      Exit exit = app.end();
      assertThat(exit.err().lines()).singleElement().asString().contains("Crowd.enter");
    }
  }

  @Test
  void theLimitIsASetting() {
    Launch launch =
        AgentJvm.on(jdk).agent().property("meterweave.metrics.max-series", 50).main(Crowd.class);
    try (TargetApp app = TargetApp.start(launch)) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.series("crowd_calls_total")).hasSize(51);
      assertThat(metrics.sum("crowd_calls_total")).isEqualTo(3_000);
      assertThat(metrics.value("crowd_calls_total", "otel_metric_overflow", "true"))
          .isEqualTo(2_950);
    }
  }
}
