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
import io.meterweave.it.targets.Cached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What {@code @CacheMetrics} counts. */
@OnEveryJdk
final class CachesIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Cached.class);
    metrics = app.awaitStage("done").metrics();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void aResultThatIsNeitherNullNorEmptyIsAHit() {
    assertThat(metrics.value("cache_hits_total", "cache_type", "names")).isEqualTo(3);
    assertThat(metrics.value("cache_misses_total", "cache_type", "names")).isEqualTo(2);
  }

  @Test
  void aPathTellsTheHitAndANullIsAMiss() {
    assertThat(metrics.value("cache_hits_total", "cache_type", "answers")).isEqualTo(1);
    assertThat(metrics.value("cache_misses_total", "cache_type", "answers")).isEqualTo(3);
    assertThat(metrics.value("cache_hits_total", "cache_type", "given")).isEqualTo(2);
    assertThat(metrics.value("cache_misses_total", "cache_type", "given")).isEqualTo(1);
  }

  @Test
  void aCacheHasTheLabelsOfItsMethod() {
    assertThat(metrics.value("cache_hits_total", "cache_type", "flags", "side", "left"))
        .isEqualTo(2);
    assertThat(metrics.value("cache_misses_total", "cache_type", "flags", "side", "right"))
        .isEqualTo(1);
  }

  @Test
  void whatIsNoBooleanIsNeitherHitNorMiss() {
    assertThat(metrics.value("cache_hits_total", "cache_type", "anything")).isEqualTo(2);
    assertThat(metrics.value("cache_misses_total", "cache_type", "anything")).isEqualTo(2);
  }

  @Test
  void nothingElseIsSaidAndTheProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Cached.class).run().out());
    assertThat(exit.err().lines())
        .singleElement()
        .asString()
        .contains("Cached.anything")
        .contains("java.lang.String");
  }
}
