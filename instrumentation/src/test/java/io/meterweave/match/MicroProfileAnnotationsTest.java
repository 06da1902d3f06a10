// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.foreign.Profiled;
import io.meterweave.spec.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MicroProfileAnnotationsTest {
  private static final String APPLICATION = "{mp_scope=application}";

  @Test
  void aCounterIsCalledLikeItsClassAndMethod() {
    assertThat(by("plain"))
        .containsExactly("CALLS com_acme_foreign_Profiled_plain_total" + APPLICATION);
  }

  @Test
  void aConstructorIsCalledLikeItsClass() {
    assertThat(by("<init>"))
        .containsExactly("CALLS com_acme_foreign_Profiled_Profiled_total" + APPLICATION);
  }

  @Test
  void everyElementCounts() {
    assertThat(by("fully")).containsExactly("CALLS my_count_jobs_total{a=b, c_d=e, mp_scope=mine}");
  }

  @Test
  void aTimerIsAlwaysInSeconds() {
    assertThat(by("timed"))
        .containsExactly(
            "DURATION my_timer_seconds{x=y, mp_scope=application}",
            "DURATION_MAX my_timer_seconds_max{x=y, mp_scope=application}");
  }

  @Test
  void onAClassEachMethodHasANameOfItsOwn() {
    assertThat(Wanted.by(Profiled.Whole.class, "one"))
        .containsExactlyInAnyOrder(
            "CALLS com_acme_foreign_Whole_one_total" + APPLICATION,
            "DURATION com_acme_foreign_whole_one_seconds" + APPLICATION,
            "DURATION_MAX com_acme_foreign_whole_one_seconds_max" + APPLICATION);
    assertThat(Wanted.by(Profiled.Absolute.class, "one"))
        .containsExactly("CALLS all_one_total" + APPLICATION);
  }

  @Test
  void aMethodsOwnAnnotationReplacesThatOfItsClass() {
    assertThat(Wanted.by(Profiled.Whole.class, "two"))
        .contains("CALLS com_acme_foreign_Profiled_Whole_own_total" + APPLICATION)
        .hasSize(3);
  }

  @Test
  void aTagThatIsNoEquationIsRejected() {
    assertThat(Wanted.in(Profiled.class, ForeignSettings.DEFAULT).rejections())
        .extracting(Rejection::methodName, Rejection::reason)
        .containsExactly(tuple("oddTag", "The tag \"alone\" is not \"key=value\"."));
  }

  private static List<String> by(String method) {
    return Wanted.by(Profiled.class, method);
  }
}
