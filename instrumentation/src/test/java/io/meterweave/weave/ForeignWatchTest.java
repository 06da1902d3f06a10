// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import io.meterweave.match.ForeignSettings.Mode;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ForeignWatchTest {
  private static final String TIMED = "io.micrometer.core.annotation.Timed";
  private static final String COUNTED = "io.micrometer.core.annotation.Counted";
  private static final String ASPECT = "io/micrometer/core/aop/TimedAspect";

  private final ForeignWatch watch = new ForeignWatch(ForeignSettings.DEFAULT);

  @Test
  void whateverMakesOrGivesOutAnAspectIsWatched() throws IOException {
    assertThat(watch.watch(ASPECT, bytesOf(ASPECT), false))
        .extracting(MethodSpec::methodName)
        .hasSizeGreaterThan(2)
        .containsOnly("<init>", "aspectOf")
        .containsOnlyOnce("aspectOf");
    assertThat(watch.watch("com/acme/Orders", bytesOf(ASPECT), false)).isEmpty();
  }

  @Test
  void anAspectThatIsOnlyLoadedChangesNothing() throws IOException {
    BooleanSupplier isMeasured = watch.apply(TIMED);
    watch.watch(ASPECT, bytesOf(ASPECT), false);
    assertThat(isMeasured.getAsBoolean()).isTrue();
  }

  @Test
  void anObjectOfItSwitchesItsAnnotationOff() throws Throwable {
    BooleanSupplier timed = watch.apply(TIMED);
    BooleanSupplier counted = watch.apply(COUNTED);
    assertThat(call("<init>")).isEqualTo(CallTargets.NOT_STARTED);
    assertThat(timed.getAsBoolean()).isFalse();
    assertThat(counted.getAsBoolean()).isTrue();
  }

  @Test
  void askingForItDoesTheSame() throws Throwable {
    BooleanSupplier timed = watch.apply(TIMED);
    assertThat(call("aspectOf")).isEqualTo(CallTargets.NOT_STARTED);
    assertThat(call("aspectOf")).isEqualTo(CallTargets.NOT_STARTED);
    assertThat(timed.getAsBoolean()).isFalse();
  }

  @Test
  void whatMeasuresRequestsLeavesOtherMethodsAlone() throws IOException {
    BooleanSupplier timed = watch.apply(TIMED);
    BooleanSupplier atEndpoint = watch.apply(TIMED + " on an HTTP endpoint");
    String filter = "org/springframework/boot/actuate/metrics/web/servlet/WebMvcMetricsFilter";
    watch.watch(filter, bytesOf(ASPECT), true);
    assertThat(timed.getAsBoolean()).isTrue();
    assertThat(atEndpoint.getAsBoolean()).isFalse();
  }

  @Test
  void anAspectThatWasLoadedBeforeCountsAsActive() throws IOException {
    BooleanSupplier isMeasured = watch.apply(TIMED);
    assertThat(watch.watch(ASPECT, bytesOf(ASPECT), true)).isEmpty();
    assertThat(isMeasured.getAsBoolean()).isFalse();
  }

  @Test
  void switchedOnNothingIsAsked() {
    ForeignSettings on = new ForeignSettings(Mode.ON, Mode.AUTO, Mode.AUTO, Mode.AUTO);
    assertThat(new ForeignWatch(on).apply(TIMED)).isNull();
  }

  @Test
  void theReportSaysToWhomAMethodIsLeftAndHowToHaveItBack() throws Throwable {
    assertThat(watch.report(timed()).state()).isEqualTo(ReportedMethod.State.WOVEN);
    watch.apply(TIMED);
    call("<init>");
    ReportedMethod left = watch.report(timed());
    assertThat(left.state()).isEqualTo(ReportedMethod.State.SWITCHED_OFF);
    assertThat(left.reason())
        .isEqualTo(
            "@Timed is left to io.micrometer.core.aop.TimedAspect, which measures it already;"
                + " foreign.micrometer=on measures it here as well.");
  }

  private static MethodSpec timed() {
    MetricSpec metric =
        new MetricSpec(
            List.of(), null, List.of(InstrumentSpec.of(Kind.CALLS, "x_total", "")), TIMED);
    return Specs.method("place", "()V", Requests.of(metric));
  }

  private long call(String source) throws Throwable {
    for (MethodSpec spec : watch.watch(ASPECT, bytesOf(ASPECT), false)) {
      if (spec.methodName().equals(source)) {
        CallTargets targets =
            watch.over((number, method, caller) -> null).resolve(1, spec, MethodHandles.lookup());
        return (long) targets.start().invokeExact();
      }
    }
    throw new AssertionError(source);
  }

  private static byte[] bytesOf(String internalName) throws IOException {
    try (var in =
        ForeignWatchTest.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
      return in.readAllBytes();
    }
  }
}
