// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.plan.Recording;
import io.meterweave.weave.ForeignWatch;
import io.meterweave.weave.HiddenClasses;
import io.meterweave.weave.Weaving;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HiddenMethodsTest {
  private final List<Thread> started = new ArrayList<>();
  private HiddenClasses classes;

  @BeforeEach
  void prepare() throws ReflectiveOperationException {
    Weaving weaving =
        Weaving.to(
            MethodFinder.ofAnnotations(),
            new ForeignWatch(ForeignSettings.DEFAULT),
            new Recording(10).planner((spec, caller) -> null),
            0);
    classes =
        weaving.hiddenClasses(new FakeInstrumentation().instrumentation(), ForeignSettings.DEFAULT);
  }

  @Test
  void whereNoThreadCanBeMadeThereIsAnotherLookLater() {
    long[] now = {0};
    boolean[] isFull = {true};
    HiddenMethods methods =
        new HiddenMethods(
            classes,
            thread -> {
              if (isFull[0]) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              started.add(thread);
            },
            () -> now[0]);
    assertThat(methods.lines()).isEmpty();
    isFull[0] = false;
    assertThat(methods.lines()).isEmpty();
    assertThat(started).isEmpty(); // it rests first
    now[0] += HiddenMethods.REST_NANOS;
    assertThat(methods.lines()).isEmpty();
    assertThat(started).hasSize(1);
  }

  @Test
  void oneLookIsUnderWayAtATime() {
    HiddenMethods methods = new HiddenMethods(classes, started::add, () -> 0);
    methods.lines();
    methods.lines();
    assertThat(started).hasSize(1);
  }
}
