// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Hidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What the JVM offers to no agent runs as it did, beside what is woven. */
@OnEveryJdk
final class HiddenClassesIT {
  @Parameter Jdk jdk;

  @Test
  void lambdasAndHiddenClassesRunAsTheyDidAndTheOthersCount() {
    try (TargetApp app = TargetApp.start(jdk, Hidden.class)) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("step_total")).isEqualTo(1); // the anonymous class's
      assertThat(metrics.value("guest_calls_total")).isEqualTo(1); // the ordinary class's
      assertThat(app.endQuietly().out()).startsWith("8\n4\n");
    }
  }
}
