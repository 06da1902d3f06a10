// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void whoSwitchesWhileItIsLinkedSeesNoSiteThatBeginsWhatAnotherDoesNotEnd() throws Exception {
    AtomicInteger ends = new AtomicInteger();
    for (int round = 0; round < 300; round++) {
      LinkedMethod late =
          new LinkedMethod(
              1,
              Specs.method("m", "()V", Requests.of(Specs.tracked("m", false))),
              new MethodSwitches(methods, table));
      CallSite start = late.site("start", MethodType.methodType(long.class));
      CallSite close = late.site("close", MethodType.methodType(void.class, long.class));
      AtomicBoolean isLinked = new AtomicBoolean();
      FutureTask<Boolean> switching =
          new FutureTask<>(() -> areEndedByFollowers(late, start, close, isLinked, ends));
      Thread other = new Thread(switching);
      other.start();
      late.resolve(MethodHandles.lookup(), (number, spec, by) -> ended(ends), new TargetTable(1));
      isLinked.set(true);
      assertThat(switching.get()).as("round " + round).isTrue();
      assertThat(ends.getAndSet(0)).isPositive();
    }
  }

  private static boolean areEndedByFollowers(
      LinkedMethod method,
      CallSite start,
      CallSite close,
      AtomicBoolean isLinked,
      AtomicInteger ends)
      throws Exception {
    boolean isLast;
    do {
      isLast = isLinked.get();
      method.follow();
      try {
        if ((long) start.dynamicInvoker().invokeExact() != CallTargets.NOT_STARTED) {
          int before = ends.get();
          close.dynamicInvoker().invokeExact(7L);
          if (ends.get() == before) {
            return false;
          }
        }
      } catch (Throwable impossible) {
        throw new AssertionError(impossible);
      }
    } while (!isLast);
    return true;
  }

  private static CallTargets ended(AtomicInteger ends) {
    try {
      MethodHandle count =
          MethodHandles.lookup()
              .findVirtual(AtomicInteger.class, "incrementAndGet", MethodType.methodType(int.class))
              .bindTo(ends)
              .asType(MethodType.methodType(void.class));
      return new CallTargets(
          MethodHandles.constant(long.class, 7L),
          MethodHandles.empty(MethodType.methodType(Object.class, long.class)),
          MethodHandles.dropArguments(count, 0, long.class, Object.class, Object.class),
          MethodHandles.dropArguments(count, 0, long.class, Object.class, Throwable.class));
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
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
