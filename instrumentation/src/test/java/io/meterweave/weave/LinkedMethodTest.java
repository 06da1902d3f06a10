// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkedMethodTest {
  private final TargetTable table = new TargetTable(1);
  private final WovenMethods methods =
      new WovenMethods(1, table, new WeaveReport(new ForeignWatch(ForeignSettings.DEFAULT)));
  private final LinkedMethod method =
      new LinkedMethod(
          1,
          Specs.method("m", "()V", Requests.of(Specs.tracked("m", false))),
          new MethodSwitches(methods, table));

  static List<MethodType> starts() {
    return List.of(
        MethodType.methodType(long.class), MethodType.methodType(long.class, Object.class));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aStartThatDoesNothingStartsNothingWhetherItTakesTheReceiverOrNot(MethodType start)
      throws Throwable {
    assertThat(call(LinkedMethod.idle(start))).isEqualTo(CallTargets.NOT_STARTED);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aSiteBeforeItsTargetsStartsNothing(MethodType start) throws Throwable {
    assertThat(call(method.site("start", start))).isEqualTo(CallTargets.NOT_STARTED);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aLinkedSiteStartsNothingAfterTheAgentHasLeft(MethodType start) throws Throwable {
    method.resolve(MethodHandles.lookup(), (number, spec, caller) -> started(), new TargetTable(1));
    CallSite site = method.site("start", start);
    assertThat(call(site)).isEqualTo(7);
    method.unlink();
    assertThat(call(site)).isEqualTo(CallTargets.NOT_STARTED);
  }

  @Test
  void allThatIsLeftDoesNothing() throws Throwable {
    CallSite open =
        method.site("open", MethodType.methodType(Object.class, long.class, Object.class));
    method.unlink();
    assertThat((Object) open.dynamicInvoker().invokeExact(1L, (Object) "x")).isNull();
  }

  private static CallTargets started() {
    return new CallTargets(
        MethodHandles.constant(long.class, 7L),
        MethodHandles.empty(MethodType.methodType(Object.class, long.class)),
        MethodHandles.empty(
            MethodType.methodType(void.class, long.class, Object.class, Object.class)),
        MethodHandles.empty(
            MethodType.methodType(void.class, long.class, Object.class, Throwable.class)));
  }

  private static long call(CallSite site) throws Throwable {
    return site.type().parameterCount() == 0
        ? (long) site.dynamicInvoker().invokeExact()
        : (long) site.dynamicInvoker().invokeExact((Object) "receiver");
  }
}
