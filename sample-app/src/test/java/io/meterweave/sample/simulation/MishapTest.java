// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MishapTest {
  @Test
  void hitsTheFirstNamedCallAndThenEveryNth() {
    Mishap mishap = Mishap.every(3, 2);

    assertThat(Stream.generate(mishap::hits).limit(6))
        .containsExactly(false, true, false, false, true, false);
  }

  @Test
  void neverHitsWhenItIsSwitchedOff() {
    Mishap mishap = Mishap.every(1, 1).when(false);

    assertThat(Stream.generate(mishap::hits).limit(5)).containsOnly(false);
  }
}
