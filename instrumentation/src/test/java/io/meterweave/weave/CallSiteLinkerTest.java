// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSiteLinkerTest {
  private static final int[] BOTH_WAYS = {Opcodes.V1_5, Opcodes.V17};

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void aFactoryThatFailsCostsTheApplicationNothing(int version) throws Exception {
    long before = Incidents.count(Incidents.Kind.LINK);
    AtomicInteger asked = new AtomicInteger();
    Runner subject =
        subject(
            version,
            (method, spec, caller) -> {
              asked.incrementAndGet();
              throw new NoClassDefFoundError("com/acme/Missing");
            });
    assertThat(subject.length("four")).isEqualTo(4);
    assertThat(subject.length("five!")).isEqualTo(5);
    assertThatThrownBy(() -> subject.length(null)).isInstanceOf(NullPointerException.class);
    assertThat(asked).hasValue(1);
    assertThat(Incidents.count(Incidents.Kind.LINK)).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V17})
  void targetsThatThrowCostTheApplicationNothing(int version) throws Exception {
    Runner subject = subject(version, (method, spec, caller) -> throwing());
    assertThat(subject.length("four")).isEqualTo(4);
    assertThatThrownBy(() -> subject.length(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("String.length()");
  }

  @Test
  void targetsOfTheWrongShapeCostTheApplicationNothing() throws Exception {
    MethodHandle wrong = MethodHandles.constant(String.class, "wrong");
    Runner subject =
        subject(Opcodes.V17, (method, spec, caller) -> new CallTargets(wrong, wrong, wrong, wrong));
    assertThat(subject.length("four")).isEqualTo(4);
  }

  @Test
  void manyThreadsAtTheFirstCallAreAllCounted() throws Exception {
    for (int version : BOTH_WAYS) {
      RecordingTargets targets = new RecordingTargets();
      AtomicInteger asked = new AtomicInteger();
      Runner subject =
          subject(
              version,
              (method, spec, caller) -> {
                asked.incrementAndGet();
                Thread.yield();
                return targets.resolve(method, spec, caller);
              });
      CountDownLatch ready = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Thread thread =
            new Thread(
                () -> {
                  awaitQuietly(ready);
                  for (int call = 0; call < 500; call++) {
                    subject.length("x");
                  }
                });
        thread.start();
        threads.add(thread);
      }
      ready.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(asked).hasValue(1);
      assertThat(targets.count("start")).isEqualTo(4000);
      assertThat(targets.count("close")).isEqualTo(4000);
    }
  }

  @Test
  void aFactoryThatCallsTheMethodItselfIsNotWaitedFor() throws Exception {
    for (int version : BOTH_WAYS) {
      RecordingTargets targets = new RecordingTargets();
      Runner[] subject = new Runner[1];
      subject[0] =
          subject(
              version,
              (method, spec, caller) -> {
                assertThat(subject[0].length("inner")).isEqualTo(5);
                return targets.resolve(method, spec, caller);
              });
      assertThat(subject[0].length("outer!")).isEqualTo(6);
      targets.events.clear();
      assertThat(subject[0].length("later")).isEqualTo(5);
      assertThat(targets.events).hasSize(3);
    }
  }

  @Test
  void callsThatRunWhileTheirMethodIsSwitchedOnHaveAnEndWhereTheyHaveAStart() throws Exception {
    for (int round = 0; round < 20; round++) {
      Balance balance = new Balance();
      CountDownLatch linked = new CountDownLatch(1);
      CountDownLatch calling = new CountDownLatch(1);
      Runner[] subject = new Runner[1];
      subject[0] =
          subject(
              Opcodes.V17,
              (method, spec, caller) -> {
                subject[0].length("links every site, idle for now");
                linked.countDown();
                awaitQuietly(calling);
                return balance.targets(caller, spec);
              });
      Thread other =
          new Thread(
              () -> {
                awaitQuietly(linked);
                for (int call = 0; call < 20_000; call++) {
                  subject[0].length("x");
                  calling.countDown();
                }
              });
      other.start();
      subject[0].length("outer");
      other.join();
      assertThat(balance.started).hasPositiveValue();
      assertThat(balance.open).hasValue(0);
    }
  }

  @Test
  void aWaitForAThreadThatWaitsForUsEnds() throws Exception {
    RecordingTargets targets = new RecordingTargets();
    CountDownLatch linking = new CountDownLatch(1);
    CountDownLatch secondReturned = new CountDownLatch(1);
    Runner subject =
        subject(
            Opcodes.V17,
            (method, spec, caller) -> {
              linking.countDown();
              awaitQuietly(secondReturned);
              return targets.resolve(method, spec, caller);
            });
    Thread first = new Thread(() -> subject.length("first"));
    first.start();
    linking.await();
    Thread.currentThread().interrupt();
    assertThat(subject.length("second")).isEqualTo(6);
    assertThat(Thread.interrupted()).isTrue();
    secondReturned.countDown();
    first.join();
    targets.events.clear();
    assertThat(subject.length("third")).isEqualTo(5);
    assertThat(targets.events).hasSize(3);
  }

  @Test
  void anExhaustedStackAtTheFirstCallIsNotForGood() throws Exception {
    RecordingTargets targets = new RecordingTargets();
    AtomicInteger asked = new AtomicInteger();
    Runner subject =
        subject(
            Opcodes.V17,
            (method, spec, caller) -> {
              if (asked.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              return targets.resolve(method, spec, caller);
            });
    assertThat(subject.length("four")).isEqualTo(4);
    targets.events.clear();
    assertThat(subject.length("four")).isEqualTo(4);
    assertThat(targets.events).hasSize(3);
  }

  @Test
  void nothingKeepsTheClassLoader() throws Exception {
    for (int version : BOTH_WAYS) {
      RecordingTargets targets = new RecordingTargets();
      WovenWorld world = WovenWorld.with(targets);
      WeakReference<ClassLoader> loader = runAndForget(world, version);
      for (int i = 0; i < 50 && loader.get() != null; i++) {
        System.gc();
        byte[][] pressure = new byte[16][1 << 16];
        assertThat(pressure).isNotNull();
      }
      assertThat(loader.get()).isNull();
      assertThat(targets.count("start")).isEqualTo(1);
    }
  }

  private static WeakReference<ClassLoader> runAndForget(WovenWorld world, int version)
      throws Exception {
    WovenWorld.Loader loader = new WovenWorld.Loader(world.weaving.transformer());
    loader.give(Assembled.NAME, subjectOf(version));
    runnerOf(loader.loadClass(Assembled.NAME)).length("x");
    return new WeakReference<>(loader);
  }

  /** Targets that know how many calls have a start and no end. */
  private static final class Balance {
    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();

    CallTargets targets(MethodHandles.Lookup caller, MethodSpec spec) {
      CallTargets recording = new RecordingTargets().resolve(0, spec, caller);
      return new CallTargets(
          handle("start", MethodType.methodType(long.class)),
          recording.open(),
          handle(
              "close", MethodType.methodType(void.class, long.class, Object.class, Object.class)),
          recording.fail());
    }

    private MethodHandle handle(String name, MethodType type) {
      try {
        return MethodHandles.lookup().findVirtual(Balance.class, name, type).bindTo(this);
      } catch (ReflectiveOperationException impossible) {
        throw new AssertionError(impossible);
      }
    }

    long start() {
      started.incrementAndGet();
      open.incrementAndGet();
      return 1;
    }

    void close(long start, Object state, Object result) {
      if (start != CallTargets.NOT_STARTED) {
        open.decrementAndGet();
      }
    }
  }

  /** Calls the subject. */
  private interface Runner {
    int length(String text);
  }

  private static Runner subject(int version, CallTargets.Factory factory) throws Exception {
    WovenWorld world = WovenWorld.with(factory);
    return runnerOf(world.woven.give(Assembled.NAME, subjectOf(version)).loadClass(Assembled.NAME));
  }

  private static byte[] subjectOf(int version) {
    return Assembled.ofVersion(version)
        .marked("length", "(Ljava/lang/String;)I", CallSiteLinkerTest::length)
        .toBytes();
  }

  private static void length(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    code.visitInsn(Opcodes.IRETURN);
  }

  private static Runner runnerOf(Class<?> type) throws ReflectiveOperationException {
    MethodHandle length =
        MethodHandles.lookup()
            .findStatic(type, "length", MethodType.methodType(int.class, String.class));
    return text -> {
      try {
        return (int) length.invokeExact(text);
      } catch (RuntimeException | Error expected) {
        throw expected;
      } catch (Throwable impossible) {
        throw new AssertionError(impossible);
      }
    };
  }

  private static CallTargets throwing() {
    return new CallTargets(
        throwing(MethodType.methodType(long.class)),
        throwing(MethodType.methodType(Object.class, long.class)),
        throwing(MethodType.methodType(void.class, long.class, Object.class, Object.class)),
        throwing(MethodType.methodType(void.class, long.class, Object.class, Throwable.class)));
  }

  private static MethodHandle throwing(MethodType type) {
    return MethodHandles.dropArguments(
        MethodHandles.throwException(type.returnType(), Error.class).bindTo(new Error("ours")),
        0,
        type.parameterList());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
