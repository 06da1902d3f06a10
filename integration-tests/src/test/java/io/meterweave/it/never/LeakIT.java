// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Dropped;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Loaders whose classes were woven, linked and called are collected, and what they took comes back:
 * once the first have filled what is bounded, such as the latest spans, a thousand more leave
 * nothing.
 */
@OnEveryJdk
final class LeakIT {
  private static final Pattern SAID = Pattern.compile("left (\\d+) metaspace (\\d+) heap (\\d+)");
  private static final int LOADERS = 3000;

  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private List<MatchResult> said;

  @BeforeParameterizedClassInvocation
  void start() {
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .options("-Xmx256m")
                .agent()
                .main(Dropped.class, "1000", "1000", "1000"));
    app.awaitStage("started").metrics(); // what the agent itself takes is taken by then
    app.proceed().awaitStage("dropped");
    metrics = app.metrics();
    said = SAID.matcher(app.jvm().out()).results().toList();
    assertThat(app.endQuietly().code()).isZero();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void noLoaderIsLeft() {
    assertThat(said).extracting(result -> result.group(1)).containsExactly("0", "0", "0");
  }

  @Test
  void metaspaceComesBack() {
    assertThat(kib(2, 2) - kib(1, 2)).isLessThanOrEqualTo(128);
  }

  @Test
  void heapComesBack() {
    assertThat(kib(2, 3) - kib(1, 3)).isLessThanOrEqualTo(2048);
  }

  @Test
  void everyCallOfAllOfThemIsCountedInTheSameSeries() {
    assertThat(metrics.value("tenant_calls_total", "tier", "gold", "channel", "web"))
        .isEqualTo(LOADERS);
    assertThat(metrics.value("tenant_calls_total", "tier", "none", "channel", "none"))
        .isEqualTo(LOADERS);
    assertThat(metrics.value("extracted_total", "tier", "silver")).isEqualTo(LOADERS);
  }

  @Test
  void theReportForgetsThem() {
    assertThat(metrics.value("meterweave_methods_woven")).isLessThan(1000);
  }

  private long kib(int line, int group) {
    return Long.parseLong(said.get(line).group(group));
  }
}
