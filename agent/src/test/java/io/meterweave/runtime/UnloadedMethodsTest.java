// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.weave.ForeignWatch;
import io.meterweave.weave.Weaving;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnloadedMethodsTest {
  @Test
  void whereNoThreadCanBeMadeTheNextWhoLooksBegins() throws ReflectiveOperationException {
    Weaving weaving =
        Weaving.to(
            MethodFinder.ofAnnotations(),
            new ForeignWatch(ForeignSettings.DEFAULT),
            new Recording(10).planner((spec, caller) -> null),
            0);
    List<Thread> asked = new ArrayList<>();
    UnloadedMethods methods =
        new UnloadedMethods(
            MethodPatterns.NONE,
            ForeignSettings.DEFAULT,
            weaving.report(),
            thread -> {
              asked.add(thread);
              if (asked.size() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
            });
    assertThat(methods.lines()).isEmpty();
    assertThat(methods.lines()).isEmpty();
    assertThat(methods.lines()).isEmpty();
    assertThat(asked).hasSize(2);
  }
}
