// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.HotSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What the calling thread allocates for a span. */
@OnEveryJdk
final class SpanCallIT {
  private static final Pattern SAID =
      Pattern.compile("traced=(\\d+) measured=(\\d+) inside=(\\d+)");

  /** The call, its span and its ids. */
  private static final int SAMPLED = 72 + 64 + 56;

  /** The call alone. */
  private static final int UNSAMPLED = 48;

  @Parameter Jdk jdk;

  @Test
  void aSampledCallAllocatesThreeObjects() {
    assertThat(bytes("parentbased_always_on"))
        .allSatisfy(bytes -> assertThat(bytes).isBetween(1, SAMPLED));
  }

  @Test
  void aCallThatIsNotSampledAllocatesOneObjectAlsoBelowOne() {
    assertThat(bytes("parentbased_always_off"))
        .allSatisfy(bytes -> assertThat(bytes).isBetween(1, UNSAMPLED));
  }

  @Test
  void alwaysOffIsAsCheap() {
    assertThat(bytes("always_off")).allSatisfy(bytes -> assertThat(bytes).isBetween(1, UNSAMPLED));
  }

  private List<Integer> bytes(String sampler) {
    try (TargetApp app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .env("OTEL_TRACES_EXPORTER", "none")
                .env("OTEL_TRACES_SAMPLER", sampler)
                .agent()
                .main(HotSpans.class))) {
      Matcher said = SAID.matcher(app.awaitStage("done").endQuietly().out());
      assertThat(said.find()).isTrue();
      List<Integer> bytes = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        bytes.add(Integer.valueOf(said.group(i)));
      }
      return bytes;
    }
  }
}
