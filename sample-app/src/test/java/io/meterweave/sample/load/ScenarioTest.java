// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void everyKindComesOnceBeforeAnyComesTwice() {
    long kinds = Scenario.values().length;

    assertThat(LongStream.range(0, kinds).mapToObj(number -> Scenario.next(number, random)))
        .containsExactly(Scenario.values());
  }

  @Test
  void aLongMailHoldsAQuestion() {
    Request request = Scenario.LONG_EMAIL.request(random);

    assertThat(Questions.KNOWN).anyMatch(known -> request.question().contains(known));
    assertThat(request.question()).doesNotContain("QUESTION");
  }

  @Test
  void theSharesAddUpToAHundred() {
    assertThat(Arrays.stream(Scenario.values()).mapToInt(Scenario::percent).sum()).isEqualTo(100);
  }
}
