// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.record.CallLine;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A method that is switched off records nothing, and nobody records its calls in its place. */
class SwitchedOffTest {
  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  @RegisterExtension final ExportedSpans spans = new ExportedSpans(recording);

  @Test
  void nothingIsRecordedAndNothingIsInFlight() throws Exception {
    WovenMethod method =
        new WovenMethod(
            recording,
            WovenMethod.spec("m", "()V", WovenMethod.withActive("o"), WovenMethod.span("s")),
            MethodHandles.lookup());
    method.call();
    method.switchTo(false);
    assertThat(method.call(() -> exposition.samples("o_active").get(0))).isEqualTo("o_active 0.0");
    assertThatThrownBy(
            () ->
                method.call(
                    () -> {
                      throw new IllegalStateException("expected");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(exposition.samples("o_calls_total")).containsExactly("o_calls_total 1.0");
    assertThat(exposition.samples("o_errors_total")).isEmpty();
    assertThat(spans.exporter.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void aCallThatBeganBeforeIsRecordedWholly() throws Exception {
    WovenMethod method =
        new WovenMethod(
            recording,
            WovenMethod.spec("m", "()V", WovenMethod.withActive("o"), WovenMethod.span("s")),
            MethodHandles.lookup());
    method.call(
        () -> {
          method.switchTo(false);
          assertThat(exposition.samples("o_active")).containsExactly("o_active 1.0");
          method.call();
          return null;
        });
    assertThat(exposition.samples("o_active")).containsExactly("o_active 0.0");
    assertThat(exposition.samples("o_calls_total")).containsExactly("o_calls_total 1.0");
    assertThat(spans.exporter.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void theMethodThatItCallsAsSuperBelongsToItStill() throws Exception {
    WovenMethod a = method(A.class, new Lineage(List.of(A.class.getName()), true, false, false));
    WovenMethod b = method(B.class, new Lineage(List.of(A.class.getName()), true, true, false));
    B object = new B();
    b.switchTo(false);
    b.callOn(object, () -> a.callOn(object, () -> null));
    assertThatThrownBy(
            () ->
                b.callOn(
                    object,
                    () -> {
                      a.callOn(object, () -> null);
                      throw new IllegalStateException("expected");
                    }))
        .isInstanceOf(IllegalStateException.class);
    calls(0);
    b.callOn(object, () -> a.callOn(new A(), () -> null));
    calls(1);
    a.callOn(object, () -> null);
    calls(2);
    b.switchTo(true);
    b.callOn(object, () -> a.callOn(object, () -> null));
    calls(3);
  }

  @Test
  void theClockIsNotReadForACallThatOthersMustSee() throws Exception {
    method(A.class, new Lineage(List.of(A.class.getName()), true, false, false));
    WovenMethod b = method(B.class, new Lineage(List.of(A.class.getName()), true, true, false));
    b.switchTo(false);
    assertThat(b.startsAt(new B())).isEqualTo(CallLine.UNRECORDED);
    b.callOn(new B(), () -> null);
    calls(0);
  }

  @Test
  void aCallThatIsSwitchedBetweenItsStartAndTheRestStaysWhatItBeganAs() throws Exception {
    WovenMethod a = method(A.class, new Lineage(List.of(A.class.getName()), true, false, false));
    WovenMethod b = method(B.class, new Lineage(List.of(A.class.getName()), true, true, false));
    B object = new B();
    b.switchTo(false);
    b.callOn(
        object,
        () -> {
          b.switchTo(true);
          return a.callOn(object, () -> null);
        });
    calls(0);
    b.callOn(
        object,
        () -> {
          b.switchTo(false);
          return a.callOn(object, () -> null);
        });
    calls(1);
  }

  @Test
  void aProxyAroundItRecordsNothingInItsPlace() throws Exception {
    WovenMethod proxy =
        method(Proxy.class, new Lineage(List.of(Face.class.getName()), true, false, true));
    WovenMethod target =
        method(
            A.class,
            new Lineage(List.of(A.class.getName(), Face.class.getName()), true, false, false));
    target.switchTo(false);
    proxy.callOn(new Proxy(), () -> target.callOn(new A(), () -> null));
    calls(0);
    proxy.callOn(new Proxy(), () -> null);
    calls(1);
    target.switchTo(true);
    proxy.callOn(new Proxy(), () -> target.callOn(new A(), () -> null));
    calls(2);
    proxy.switchTo(false);
    proxy.callOn(new Proxy(), () -> null);
    calls(2);
  }

  private void calls(int expected) throws Exception {
    assertThat(exposition.samples("o_calls_total"))
        .containsExactly("o_calls_total " + expected + ".0");
    assertThat(exposition.samples("o_active")).containsExactly("o_active 0.0");
  }

  private WovenMethod method(Class<?> holder, Lineage lineage) throws IllegalAccessException {
    MethodSpec spec =
        new MethodSpec(
            holder.getName(), "m", "()V", 0, lineage, Requests.of(Specs.tracked("o", true)));
    return new WovenMethod(
        recording, spec, MethodHandles.privateLookupIn(holder, MethodHandles.lookup()));
  }

  private interface Face {}

  private static class A implements Face {}

  private static final class B extends A {}

  private static final class Proxy implements Face {}
}
