// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.bootstrap.Dispatcher;
import io.meterweave.spec.CallTargets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JVM that runs already: its own retransformation, with the dispatcher itself. */
class RetransformationTest {
  private static final String DISPATCHER = "io/meterweave/bootstrap/Dispatcher";
  private static final String FLOW = "com.acme.woven.Flow";

  private static Instrumentation jvm;

  private final Transforms before = new Transforms();
  private final Transforms after = new Transforms();
  private RecordingTargets targets = new RecordingTargets();
  private Weaving weaving;

  @BeforeAll
  static void attach() throws ReflectiveOperationException {
    // By reflection, for its class file names annotations that are nowhere to be had.
    Class<?> agent = Class.forName("net.bytebuddy.agent.ByteBuddyAgent");
    jvm = (Instrumentation) agent.getMethod("install").invoke(null);
  }

  @BeforeEach
  void prepare() throws Exception {
    jvm.addTransformer(before, true);
    weaving = weaving(targets);
    jvm.addTransformer(after, true);
  }

  private static Weaving weaving(CallTargets.Factory factory) throws Exception {
    Weaving weaving = Weaving.to(DISPATCHER, factory);
    assertThat(Dispatcher.install(weaving.linker(), weaving.legacyCalls(), name -> null)).isTrue();
    weaving.start(jvm);
    return weaving;
  }

  @AfterEach
  void leave() {
    stop();
    jvm.removeTransformer(before);
    jvm.removeTransformer(after);
  }

  private int stop() {
    Dispatcher.uninstall(weaving.linker(), weaving.numbersUsed());
    return weaving.stop(jvm);
  }

  @Test
  void whatWasLoadedBeforeIsWovenAndThenRestored() throws Exception {
    jvm.removeTransformer(after);
    weaving.stop(jvm);
    Dispatcher.uninstall(weaving.linker(), weaving.numbersUsed());
    WovenWorld.Loader loader = new WovenWorld.Loader(null);
    Object expected = loader.run(FLOW);

    weaving = weaving(targets);
    jvm.addTransformer(after, true);
    assertThat(weaving.weaveLoaded(jvm)).isPositive();
    assertThat(weaving.weaveLoaded(jvm)).isZero();
    assertThat(loader.run(FLOW)).isEqualTo(expected);
    assertThat(targets.count("start")).isPositive();
    assertThat(targets.count("close") + targets.count("fail")).isEqualTo(targets.count("start"));

    targets.events.clear();
    assertThat(stop()).isPositive();
    assertThat(loader.run(FLOW)).isEqualTo(expected);
    assertThat(targets.events).isEmpty();
    assertThat(after.last(FLOW)).isEqualTo(before.last(FLOW)).isEqualTo(fileOf(FLOW));
  }

  @Test
  void anotherRetransformationIsHandedTheOriginalBytesAndKeepsTheNumbers() throws Exception {
    WovenWorld.Loader loader = new WovenWorld.Loader(null);
    Class<?> flow = loader.loadClass(FLOW);
    byte[] woven = after.last(FLOW);
    assertThat(before.last(FLOW)).isEqualTo(fileOf(FLOW));
    assertThat(woven).isNotEqualTo(fileOf(FLOW));
    int numbers = weaving.numbersUsed();

    jvm.retransformClasses(flow);
    assertThat(before.last(FLOW)).isEqualTo(fileOf(FLOW));
    assertThat(after.last(FLOW)).isEqualTo(woven);
    assertThat(before.count(FLOW)).isEqualTo(2);
    assertThat(weaving.numbersUsed()).isEqualTo(numbers);
    loader.run(FLOW);
    assertThat(targets.count("start")).isPositive();
  }

  @Test
  void aClassThatCannotBeChangedCostsNoOtherClassTheirs() throws Exception {
    weaving.stop(jvm);
    Dispatcher.uninstall(weaving.linker(), weaving.numbersUsed());
    WovenWorld.Loader loader = new WovenWorld.Loader(null);
    loader.run(FLOW);
    loader.run("com.acme.woven.Returns");
    ClassFileTransformer breaks = new Breaks("com/acme/woven/Returns");
    jvm.addTransformer(breaks, true);
    try {
      weaving = weaving(targets);
      assertThat(weaving.weaveLoaded(jvm)).isPositive();
      loader.run(FLOW);
      loader.run("com.acme.woven.Returns");
    } finally {
      jvm.removeTransformer(breaks);
    }
    assertThat(targets.resolved).contains("recursive").doesNotContain("ofBoolean");
    assertThat(weaving.report().rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.className()).isEqualTo("com.acme.woven.Returns");
              assertThat(rejection.reason())
                  .startsWith("The JVM would not change the class while it runs (")
                  .endsWith("start the JVM with -javaagent.");
            });
  }

  @Test
  void aClassThatTheJvmCallsUnmodifiableIsReportedAndNotTried() throws Exception {
    weaving.stop(jvm);
    Dispatcher.uninstall(weaving.linker(), weaving.numbersUsed());
    WovenWorld.Loader loader = new WovenWorld.Loader(null);
    loader.run(FLOW);
    weaving = weaving(targets);
    long tried = before.count(FLOW);
    weaving.weaveLoaded(
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) ->
                    method.getName().equals("isModifiableClass")
                        ? (Object) !((Class<?>) arguments[0]).getName().equals(FLOW)
                        : method.invoke(jvm, arguments)));
    assertThat(before.count(FLOW)).isEqualTo(tried);
    assertThat(weaving.report().rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.className()).isEqualTo(FLOW);
              assertThat(rejection.reason())
                  .isEqualTo(
                      "The JVM would not change the class while it runs"
                          + " (java.lang.instrument.UnmodifiableClassException: "
                          + FLOW
                          + "); start the JVM with -javaagent.");
            });
  }

  @Test
  void aCallThatIsOpenWhileTheAgentLeavesEndsInSilenceAlsoUnderTheNextAgent() throws Exception {
    WovenWorld.Loader loader = new WovenWorld.Loader(null);
    Class<?> open = loader.loadClass("com.acme.woven.Open");
    RecordingTargets next = new RecordingTargets();
    Runnable leaves =
        () -> {
          try {
            stop();
            weaving = weaving(next);
            weaving.weaveLoaded(jvm);
          } catch (Exception failed) {
            throw new AssertionError(failed);
          }
        };
    assertThat(open.getMethod("fails", Runnable.class).invoke(null, leaves)).isEqualTo("failed");
    assertThat(targets.count("start")).isEqualTo(1);
    assertThat(targets.count("fail")).isZero();
    assertThat(next.events).isEmpty();
    open.getMethod("fails", Runnable.class).invoke(null, (Runnable) () -> {});
    assertThat(next.count("start")).isEqualTo(1);
    assertThat(next.count("fail")).isEqualTo(1);
    assertThat(next.events.get(0)).startsWith("start callsAndThrows 0");
  }

  @Test
  void nothingOfTheApplicationHoldsTheAgentAfterItHasLeft() throws Exception {
    WovenWorld.Loader loader = new WovenWorld.Loader(null);
    loader.run(FLOW);
    assertThat(targets.count("start")).isPositive();
    WeakReference<Object> agent = new WeakReference<>(targets);
    assertThat(stop()).isPositive();
    targets = new RecordingTargets();
    weaving = weaving(targets);
    assertThat(comes(() -> agent.get() == null)).isTrue();
    loader.run(FLOW);
    assertThat(targets.events).isEmpty();
    assertThat(weaving.weaveLoaded(jvm)).isPositive();
    loader.run(FLOW);
    assertThat(targets.count("start")).isPositive();
  }

  private static boolean comes(BooleanSupplier condition) {
    for (int i = 0; i < 20 && !condition.getAsBoolean(); i++) {
      System.gc();
    }
    return condition.getAsBoolean();
  }

  private static byte[] fileOf(String name) {
    try (InputStream in =
        RetransformationTest.class.getResourceAsStream('/' + name.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Notes what it is given and changes nothing. */
  private static final class Transforms implements ClassFileTransformer {
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();

    @Override
    public synchronized byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
      if (name != null && name.startsWith("com/acme/woven/")) {
        names.add(name.replace('/', '.'));
        files.add(file.clone());
      }
      return null;
    }

    synchronized byte[] last(String name) {
      return files.get(names.lastIndexOf(name));
    }

    synchronized long count(String name) {
      return names.stream().filter(name::equals).count();
    }
  }

  /** Cuts off the end of a class's file whenever it is retransformed. */
  private record Breaks(String victim) implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
      return type != null && victim.equals(name) ? Arrays.copyOf(file, file.length - 8) : null;
    }
  }
}
