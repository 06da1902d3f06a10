// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.foreign.Dropped;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DropwizardAnnotationsTest {
  private static final String CLASS = "com_acme_foreign_Dropped_";

  @Test
  void aTimerIsCalledLikeItsClassAndMethodUnlessItsNameIsAbsolute() {
    assertThat(by("timed")).containsExactly("DURATION " + CLASS + "timed{}");
    assertThat(by("absolute")).containsExactly("DURATION my_timer{}");
  }

  @Test
  void aMeterIsACounter() {
    assertThat(by("metered")).containsExactly("CALLS " + CLASS + "rate_total{}");
  }

  @Test
  void aCounterThatGoesDownAgainIsTheCallsInFlight() {
    assertThat(by("running")).containsExactly("ACTIVE " + CLASS + "running{}");
    assertThat(by("counted")).containsExactly("CALLS " + CLASS + "counted_total{}");
  }

  @Test
  void exceptionsAreCountedByTheirCause() {
    assertThat(by("failing"))
        .containsExactly(
            "FAILURES " + CLASS + "failing_exceptions_total{} of [java.lang.Exception]");
    assertThat(by("failingWith"))
        .containsExactly("FAILURES io_exceptions_total{} of [java.io.IOException]");
  }

  @Test
  void severalAreAllRecorded() {
    assertThat(by("several"))
        .containsExactlyInAnyOrder(
            "DURATION " + CLASS + "several{}",
            "CALLS " + CLASS + "also_total{}",
            "FAILURES " + CLASS + "several_exceptions_total{} of [java.lang.Exception]");
  }

  @Test
  void whatServesHttpIsKnownByAnotherName() {
    assertThat(foreign("timed")).isEqualTo("com.codahale.metrics.annotation.Timed");
    assertThat(foreign("served"))
        .isEqualTo("com.codahale.metrics.annotation.Timed on an HTTP endpoint");
  }

  private static String foreign(String method) {
    return Wanted.in(Dropped.class, ForeignSettings.DEFAULT).specs().stream()
        .filter(spec -> spec.methodName().equals(method))
        .findFirst()
        .orElseThrow()
        .requests()
        .metrics()
        .get(0)
        .foreign();
  }

  private static List<String> by(String method) {
    return Wanted.by(Dropped.class, method);
  }
}
