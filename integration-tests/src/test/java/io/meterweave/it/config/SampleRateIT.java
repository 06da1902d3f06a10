// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Sampled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** {@code METRICS_SAMPLE_RATE}: some calls are timed, all are counted. */
@OnEveryJdk
final class SampleRateIT {
  private static final int CALLS = 100_000;
  private static final int FAILURES = 1_000;

  @Parameter Jdk jdk;

  @Test
  void withZeroNothingIsTimedThatNeedNotBe() {
    timed("0", 0);
  }

  @Test
  void withOneEverythingIsTimed() {
    timed("1", 1);
  }

  @Test
  void withAHalfAboutHalfIsTimed() {
    timed("0.5", 0.5);
  }

  @Test
  void aRateThatIsNoneIsNamedAndEverythingIsTimed() {
    try (TargetApp app = start("ten percent")) {
      counts(app, 1);
      assertThat(app.end().err())
          .contains(
              "environment variable METRICS_SAMPLE_RATE is \"ten percent\", but should be a number"
                  + " from 0 to 1, such as 0.1; 1 is used");
    }
  }

  private void timed(String setting, double rate) {
    try (TargetApp app = start(setting)) {
      counts(app, rate);
      app.endQuietly();
    }
  }

  private TargetApp start(String rate) {
    TargetApp app =
        TargetApp.start(
            AgentJvm.on(jdk).agent().env("METRICS_SAMPLE_RATE", rate).main(Sampled.class));
    app.awaitStage("done").http().awaitOk("/health");
    return app;
  }

  private static void counts(TargetApp app, double rate) {
    Exposition metrics = app.metrics();
    assertThat(metrics.value("plain_calls_total")).isEqualTo(CALLS);
    about(metrics.value("plain_duration_seconds_count"), CALLS, rate);
    for (String parity : new String[] {"odd", "even"}) {
      assertThat(metrics.value("labelled_calls_total", "parity", parity)).isEqualTo(CALLS / 2);
      assertThat(metrics.value("labelled_active", "parity", parity)).isZero();
      about(metrics.value("labelled_duration_seconds_count", "parity", parity), CALLS / 2, rate);
    }
    for (String odd : new String[] {"true", "false"}) {
      assertThat(metrics.value("late_calls_total", "odd", odd)).isEqualTo(CALLS / 2);
      about(metrics.value("late_duration_seconds_count", "odd", odd), CALLS / 2, rate);
    }
    assertThat(metrics.value("broken_calls_total")).isEqualTo(FAILURES);
    assertThat(
            metrics.value(
                "broken_errors_total",
                "error_type",
                "io.meterweave.it.targets.Stage$ExpectedException"))
        .isEqualTo(FAILURES);
    about(metrics.value("broken_duration_seconds_count"), FAILURES, rate);
    assertThat(metrics.value("latency_seconds_count")).isEqualTo(CALLS);
    assertThat(metrics.value("traced_duration_seconds_count")).isEqualTo(FAILURES);
    row(app, metrics, rate);
  }

  /** 20 standard deviations: by chance it fails once in 10^88 runs; all and none are exact. */
  private static void about(double count, int calls, double rate) {
    assertThat(count).isCloseTo(calls * rate, within(20 * Math.sqrt(calls * rate * (1 - rate))));
  }

  private static void row(TargetApp app, Exposition metrics, double rate) {
    for (JsonNode method : app.http().json("/api/methods").path("methods")) {
      if (method.path("function").asText().endsWith("Sampled.plain")) {
        assertThat(method.path("calls").asLong()).isEqualTo(CALLS);
        if (rate == 0) {
          assertThat(method.path("meanMillis").isNull()).isTrue();
        } else {
          double mean =
              metrics.value("plain_duration_seconds_sum")
                  / metrics.value("plain_duration_seconds_count");
          assertThat(method.path("meanMillis").asDouble()).isCloseTo(1e3 * mean, within(1e-9));
        }
        return;
      }
    }
    throw new AssertionError("no row of Sampled.plain");
  }
}
