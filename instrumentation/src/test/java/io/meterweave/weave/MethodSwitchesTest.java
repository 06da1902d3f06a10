// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSwitchesTest {
  private static final String DESCRIPTOR = "(Ljava/lang/String;)I";
  private static final String LENGTH = Assembled.NAME + ".length" + DESCRIPTOR;
  private static final String SIZE = Assembled.NAME + ".size" + DESCRIPTOR;

  private final Ends ends = new Ends();
  private final WovenWorld world = WovenWorld.with(ends);
  private final MethodSwitches switches = world.weaving.switches();

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void aMethodIsMeasuredAsItsSwitchSays(int version) throws Throwable {
    Class<?> subject = subject(version);
    MethodHandle length = find(subject, "length");
    call(length);
    switches.set(LENGTH, false);
    for (int i = 0; i < 3; i++) {
      call(length);
    }
    assertThatThrownBy(() -> length.invoke((String) null)).isInstanceOf(NullPointerException.class);
    assertThat(ends.returned("length")).isEqualTo(1);
    assertThat(ends.thrown("length")).isZero();
    switches.set(LENGTH, true);
    call(length);
    assertThatThrownBy(() -> length.invoke((String) null)).isInstanceOf(NullPointerException.class);
    assertThat(ends.returned("length")).isEqualTo(2);
    assertThat(ends.thrown("length")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void theOthersOfTheClassAreNotConcerned(int version) throws Throwable {
    Class<?> subject = subject(version);
    switches.set(LENGTH, false);
    call(find(subject, "length"));
    call(find(subject, "size"));
    assertThat(ends.returned("length")).isZero();
    assertThat(ends.returned("size")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void aCallInFlightIsRecordedByTheEndItBeganWith(int version) throws Throwable {
    Class<?> subject = subject(version);
    MethodHandle length = find(subject, "length");
    ends.whenStarted = () -> switches.set(LENGTH, false);
    call(length);
    ends.whenStarted = () -> {};
    call(length);
    assertThat(ends.started("length")).isEqualTo(1);
    assertThat(ends.returned("length")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void aMethodThatIsLinkedLaterIsOffFromItsFirstCallOn(int version) throws Throwable {
    switches.set(LENGTH, false);
    MethodHandle length = find(subject(version), "length");
    call(length);
    assertThat(ends.started("length")).isZero();
    switches.set(LENGTH, true);
    call(length);
    assertThat(ends.returned("length")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void allAreSwitchedAndOneOfThemApartFromAll(int version) throws Throwable {
    Class<?> subject = subject(version);
    call(find(subject, "length"));
    switches.setAll(false);
    call(find(subject, "length"));
    call(find(subject, "size"));
    switches.set(SIZE, true);
    call(find(subject, "length"));
    call(find(subject, "size"));
    assertThat(ends.returned("length")).isEqualTo(1);
    assertThat(ends.returned("size")).isEqualTo(1);
    switches.setAll(true);
    call(find(subject, "length"));
    call(find(subject, "size"));
    assertThat(ends.returned("length")).isEqualTo(2);
    assertThat(ends.returned("size")).isEqualTo(2);
  }

  @Test
  void whoSwitchesWhileItIsLinkedIsObeyed() throws Throwable {
    MethodHandle length = find(subject(Opcodes.V17), "length");
    ends.whenResolved = () -> switches.set(LENGTH, false);
    call(length);
    call(length);
    assertThat(ends.started("length")).isZero();
    switches.set(LENGTH, true);
    call(length);
    assertThat(ends.returned("length")).isEqualTo(1);
  }

  @Test
  void everyCallThatStartsEndsHoweverOftenItsMethodIsSwitchedMeanwhile() throws Throwable {
    MethodHandle length = find(subject(Opcodes.V17), "length");
    AtomicInteger calls = new AtomicInteger();
    Thread caller =
        new Thread(
            () -> {
              for (int i = 0; i < 200_000; i++) {
                callQuietly(length);
                calls.incrementAndGet();
              }
            });
    caller.start();
    for (int i = 0; caller.isAlive() || i == 0; i++) {
      switches.set(LENGTH, i % 2 == 1);
      Thread.onSpinWait();
    }
    caller.join();
    assertThat(ends.returned("length")).isEqualTo(ends.started("length"));
    switches.set(LENGTH, true);
    long before = ends.returned("length");
    call(length);
    assertThat(ends.returned("length")).isEqualTo(before + 1);
    assertThat(calls).hasValue(200_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void whatIsSwitchedAfterTheAgentHasLeftStaysSilent(int version) throws Throwable {
    Class<?> subject = subject(version);
    MethodHandle size = find(subject, "size");
    call(size);
    switches.set(SIZE, false);
    world.weaving.callSites().stop();
    world.weaving.callSites().forget(subject);
    switches.setAll(true);
    if (version >= Opcodes.V1_7) { // older ones go by number: the dispatcher is unplugged for them
      call(size);
      assertThat(ends.returned("size")).isEqualTo(1);
    }
    assertThat(ends.started("size")).isEqualTo(1);
  }

  private Class<?> subject(int version) throws Exception {
    byte[] bytes =
        Assembled.ofVersion(version)
            .marked("length", DESCRIPTOR, MethodSwitchesTest::length)
            .marked("size", DESCRIPTOR, MethodSwitchesTest::length)
            .toBytes();
    return world.woven.give(Assembled.NAME, bytes).loadClass(Assembled.NAME);
  }

  private static void length(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    code.visitInsn(Opcodes.IRETURN);
  }

  private static MethodHandle find(Class<?> type, String name) throws Exception {
    return MethodHandles.lookup()
        .findStatic(type, name, MethodType.methodType(int.class, String.class));
  }

  private static void call(MethodHandle method) throws Throwable {
    assertThat((int) method.invoke("four")).isEqualTo(4);
  }

  private static void callQuietly(MethodHandle method) {
    try {
      int unused = (int) method.invoke("four");
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
