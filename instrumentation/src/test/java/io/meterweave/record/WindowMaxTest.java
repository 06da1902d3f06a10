// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowMaxTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final long begin = System.nanoTime();
  private final WindowMax max = new WindowMax(false);

  private long at(double minutes) {
    return begin + (long) (minutes * MINUTE) + TimeUnit.SECONDS.toNanos(1);
  }

  @Test
  void theLongestIsShown() {
    max.record(5, at(0));
    max.record(9, at(0));
    max.record(7, at(0));
    assertThat(max.maxNanos(at(0))).isEqualTo(9);
  }

  @Test
  void aMaximumIsShownForTwoMinutesAtLeastAndForThreeAtMost() {
    max.record(9, at(0.9));
    max.record(4, at(1.5));
    assertThat(max.maxNanos(at(2.9))).isEqualTo(9);
    assertThat(max.maxNanos(at(3.0))).isEqualTo(4);
    assertThat(max.maxNanos(at(3.9))).isEqualTo(4);
    assertThat(max.maxNanos(at(4.0))).isZero();
  }

  @Test
  void afterALongSilenceNothingOfBeforeIsLeft() {
    max.record(9, at(1));
    max.record(3, at(100));
    assertThat(max.maxNanos(at(100))).isEqualTo(3);
    assertThat(max.maxNanos(at(103))).isZero();
  }
}
