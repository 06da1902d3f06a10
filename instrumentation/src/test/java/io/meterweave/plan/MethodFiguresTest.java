// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import org.junit.jupiter.api.Test;

class MethodFiguresTest {
  private static final MethodSpec SPEC = Specs.method("place", "()V", Requests.of());

  @Test
  void figuresAreAddedUpAndTheMeanIsThatOfTheTimedCalls() {
    MethodFigures some = new MethodFigures(1, SPEC, 30, 1, 3, 1.5);
    MethodFigures more = new MethodFigures(2, SPEC, 1, 1, 1, 2.5);
    assertThat(some.with(more)).isEqualTo(new MethodFigures(1, SPEC, 31, 2, 4, 4.0));
    assertThat(some.with(more).meanSeconds()).isEqualTo(1.0);
  }

  @Test
  void withoutCallsThereIsNothingToAdd() {
    MethodFigures some = new MethodFigures(1, SPEC, 3, 1, 3, 1.5);
    MethodFigures none = new MethodFigures(2, SPEC, 0, 0, 0, 0);
    assertThat(some.with(none)).isEqualTo(some);
    assertThat(none.with(none)).isEqualTo(none);
    assertThat(none.meanSeconds()).isNaN();
  }
}
