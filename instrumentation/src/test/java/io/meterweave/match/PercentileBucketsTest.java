// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PercentileBucketsTest {
  @Test
  void withoutAnythingAskedForThereAreNone() {
    assertThat(PercentileBuckets.of(false, List.of())).isEmpty();
  }

  @Test
  void forPercentilesTheyAreThoseOfMicrometer() {
    List<Double> bounds = PercentileBuckets.of(true, List.of());
    assertThat(bounds).hasSize(68).isSorted();
    assertThat(bounds.subList(0, 5))
        .containsExactly(0.001, 0.001048576, 0.001398101, 0.001747626, 0.002097151);
    assertThat(bounds.subList(10, 12)).containsExactly(0.004194304, 0.005592405);
    assertThat(bounds.subList(64, 68))
        .containsExactly(17.179869184, 22.906492245, 28.633115306, 30.0);
  }

  @Test
  void objectivesAreBoundsOfTheirOwn() {
    assertThat(PercentileBuckets.of(false, List.of(2.0, 0.1, 0.5, 0.1)))
        .containsExactly(0.1, 0.5, 2.0);
    assertThat(PercentileBuckets.of(true, List.of(0.123))).hasSize(69).contains(0.123);
  }

  @Test
  void anObjectiveThatCannotBeABoundIsLeftOut() {
    assertThat(
            PercentileBuckets.of(
                false, List.of(-1.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, 1.0)))
        .containsExactly(1.0);
  }
}
