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
import io.meterweave.it.targets.Crowds;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Overrides, proxies, late labels and failing extractors from 50 platform threads, and 500 virtual
 * ones where there are such, beside stacks that overflow: no call is lost and none counts twice.
 */
@OnEveryJdk
final class ManyThreadsIT {
  private static final int VIRTUAL_THREADS_SINCE = 21;

  @Parameter Jdk jdk;
  private TargetApp app;
  private String virtualThreads;
  private int threads;
  private Exposition metrics;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    int virtual = jdk.feature() >= VIRTUAL_THREADS_SINCE ? 500 : 0;
    virtualThreads = String.valueOf(virtual);
    threads = 50 + virtual;
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .env("OTEL_TRACES_EXPORTER", "none")
                .main(Crowds.class, virtualThreads));
    metrics = app.awaitStage("done").metrics();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void everyCallCountsOnceUnderItsLabels() {
    assertThat(metrics.sum("crowds_calls_total")).isEqualTo(200.0 * threads);
    assertThat(metrics.sum("crowds_duration_seconds_count")).isEqualTo(200.0 * threads);
    assertThat(metrics.byLabel("crowds_calls_total", "answer"))
        .isEqualTo(Map.of("odd", 100.0 * threads, "none", 100.0 * threads));
    assertThat(metrics.byLabel("crowds_calls_total", "error"))
        .isEqualTo(Map.of("ExpectedException", 20.0 * threads, "none", 180.0 * threads));
    assertThat(metrics.byLabel("crowds_calls_total", "who")).hasSize(7);
    assertThat(metrics.sum("crowds_errors_total")).isEqualTo(20.0 * threads);
  }

  @Test
  void whatAClassOfTheApplicationFailsToSayCostsItsLabelsOnly() {
    // Of the 100 odd numbers below 200, 33 can be divided by 3.
    assertThat(metrics.value("crowds_sorted_total", "even", "true")).isEqualTo(100.0 * threads);
    assertThat(metrics.value("crowds_sorted_total", "even", "false", "size", "big"))
        .isEqualTo(33.0 * threads);
    assertThat(metrics.value("crowds_sorted_total", "even", "false", "size", "small"))
        .isEqualTo(67.0 * threads);
  }

  @Test
  void everyNumberAndEveryLookUpIsThere() {
    assertThat(metrics.sum("crowds_number_count")).isEqualTo(200.0 * threads);
    assertThat(metrics.sum("crowds_number_sum")).isEqualTo(199.0 * 100 * threads);
    assertThat(metrics.sum("cache_hits_total")).isEqualTo(100.0 * threads);
    assertThat(metrics.sum("cache_misses_total")).isEqualTo(80.0 * threads);
  }

  @Test
  void nothingStaysInFlightAlsoWhereTheStackOverflowed() {
    assertThat(metrics.series("crowds_active")).hasSize(14);
    assertThat(metrics.sum("crowds_active")).isZero();
    assertThat(metrics.series("endless_active")).hasSize(1);
    assertThat(metrics.sum("endless_active")).isZero();
    assertThat(metrics.sum("endless_errors_total")).isPositive();
  }

  @Test
  void theApplicationNoticesNothing() {
    assertThat(exit.out())
        .isEqualTo(AgentJvm.on(jdk).main(Crowds.class, virtualThreads).run().out());
    assertThat(exit.err().lines())
        .allMatch(line -> line.startsWith("[meterweave] WARN "))
        .hasSizeBetween(2, 3)
        .anyMatch(line -> line.contains("Plain.answer") && line.contains("moody"))
        .anyMatch(line -> line.contains("Polite.answer") && line.contains("moody"));
  }
}
