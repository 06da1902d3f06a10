// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterweave.match.ForeignSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HiddenClassesTest {
  private static final String CONCEALED = "com.acme.woven.Concealed";

  private static Instrumentation jvm;

  /** Keeps what was defined from being collected before it was looked at. */
  private final List<Object> alive = new ArrayList<>();

  private Home home = new Home();
  private HiddenClasses classes;

  @BeforeAll
  static void attach() throws ReflectiveOperationException {
    // By reflection, for its class file names annotations that are nowhere to be had.
    Class<?> agent = Class.forName("net.bytebuddy.agent.ByteBuddyAgent");
    jvm = (Instrumentation) agent.getMethod("install").invoke(null);
  }

  @BeforeEach
  void prepare() throws ReflectiveOperationException {
    Weaving weaving = Weaving.to(TestDispatcher.NAME, new RecordingTargets());
    classes = weaving.hiddenClasses(jvm, ForeignSettings.DEFAULT);
  }

  @AfterEach
  void done() {
    System.clearProperty("concealed.guest");
    System.clearProperty("concealed.colour");
    Reference.reachabilityFence(alive);
  }

  @Test
  void theMarkedMethodsOfAHiddenClassAreFound() throws Exception {
    alive.add(hidden("Guest"));
    assertThat(found("Guest/hidden"))
        .containsExactlyInAnyOrder(
            tuple(
                "marked",
                "(Ljava/lang/String;)Ljava/lang/String;",
                "guest_calls_total, guest_duration_seconds, guest_errors_total"),
            tuple("<init>", "()V", "made_calls_total, made_duration_seconds, made_errors_total"),
            tuple("composed", "()V", "composed_total"),
            tuple("next", "(I)I", "step_total"));
  }

  @Test
  void everyLineIsARejectionWithTheWayOut() throws Exception {
    alive.add(hidden("Guest"));
    alive.add(lambdas());
    assertThat(lines("Guest/hidden"))
        .allMatch(line -> line.state() == ReportedMethod.State.REJECTED)
        .extracting(ReportedMethod::reason)
        .containsOnly(
            "Its class is a hidden one, and the JVM shows those to no agent; mark a method of a"
                + " class that has a name, such as one that it calls.");
    assertThat(lines("/lambda"))
        .allMatch(line -> line.state() == ReportedMethod.State.REJECTED)
        .extracting(ReportedMethod::reason)
        .containsOnly(
            "A lambda or a method reference implements it, and the JVM shows their classes to no"
                + " agent; write an anonymous class, or mark the method that it calls.");
  }

  @Test
  void lambdasOfAMarkedInterfaceAreOneLine() throws Exception {
    alive.add(lambdas());
    assertThat(found("Concealed/lambda")).containsExactly(tuple("next", "(I)I", "step_total"));
  }

  @Test
  void lambdasOfAnInterfaceWithOtherLambdasInItAreFound() throws Exception {
    alive.add(made("$Doubling", "other"));
    classes.look();
    alive.add(made("$Doubling", "twice"));
    assertThat(found("Doubling/lambda")).containsExactly(tuple("next", "(I)I", "doubling_total"));
  }

  @Test
  void lambdasOfAnInterfaceWithSuchInItAreFoundHereAndThere() throws Exception {
    alive.add(made("$Halving", "half"));
    assertThat(found("Halving/lambda")).containsExactly(tuple("next", "(I)I", "halving_total"));
    alive.add(made("$Branch", "half"));
    assertThat(found("Branch/lambda")).containsExactly(tuple("next", "(I)I", "halving_total"));
  }

  @Test
  void aHiddenClassInheritsNothingFromTheLambdasInItsSuperclass() throws Exception {
    alive.add(made("$Shop", "step"));
    assertThat(found("Shop/lambda")).containsExactly(tuple("next", "(I)I", "step_total"));
    alive.add(hidden("Branch"));
    assertThat(found("Branch/hidden")).isEmpty();
  }

  @Test
  void whatABridgeInheritsIsFound() throws Exception {
    alive.add(hidden("Fixed"));
    assertThat(found("Fixed/hidden"))
        .containsExactly(tuple("of", "(Ljava/lang/String;)Ljava/lang/String;", "prices_total"));
  }

  @Test
  void aMarkOnTheClassMeansItsPublicMethods() throws Exception {
    alive.add(hidden("Whole"));
    assertThat(lines("Whole/hidden")).extracting(ReportedMethod::methodName).containsOnly("first");
  }

  @Test
  void aHundredClassesOfOneFileAreOneLineEach() throws Exception {
    for (int i = 0; i < 100; i++) {
      alive.add(hidden("Whole"));
    }
    assertThat(lines("Whole/hidden")).hasSize(1);
  }

  @Test
  void nothingOfTheApplicationIsInitialized() throws Exception {
    alive.add(hidden("Guest"));
    assertThat(lines("Guest/hidden")).hasSize(4);
    assertThat(System.getProperty("concealed.guest")).isNull();
    assertThat(System.getProperty("concealed.colour")).isNull();
    assertThat(home.loadClass(CONCEALED + "$Painted").getDeclaredMethod("in").getDefaultValue())
        .hasToString("RED"); // so it would have been
    assertThat(System.getProperty("concealed.colour")).isEqualTo("ran");
  }

  @Test
  void whereATypeIsMissingTheClassIsNamed() throws Exception {
    alive.add(hidden("Broken"));
    alive.add(hidden("Plain"));
    assertThat(lines("Broken/hidden"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.methodName()).isEmpty();
              assertThat(line.reason())
                  .startsWith("Its class is a hidden one")
                  .contains("Which of its methods are marked cannot be told", "Gone");
            });
    assertThat(lines("Plain/hidden")).isEmpty();
  }

  @Test
  void constantsThatReflectionDoesNotKnowAreNoObstacle() throws Exception {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, 0, "com/acme/woven/Concealed$Dynamic", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "marked", "()V", null, null);
    method.visitAnnotation("Lio/meterweave/annotations/TrackMetrics;", true).visitEnd();
    method.visitCode();
    method.visitLdcInsn(
        new ConstantDynamic(
            "none",
            "Ljava/lang/Object;",
            new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "nullConstant",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
                    + "Ljava/lang/Object;",
                false)));
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    alive.add(hidden(writer.toByteArray()));
    assertThat(lines("Dynamic/hidden"))
        .extracting(ReportedMethod::methodName)
        .containsExactly("marked");
  }

  @Test
  void aClassIsReadOnceAndNotKept() throws Exception {
    Class<?> guest = hidden("Guest");
    assertThat(lines("Guest/hidden")).hasSize(4);
    home.isClosed = true;
    assertThat(lines("Guest/hidden")).hasSize(4);
    WeakReference<Class<?>> kept = new WeakReference<>(guest);
    guest = null;
    for (int i = 0; i < 20 && kept.get() != null; i++) {
      System.gc();
    }
    assertThat(kept.get()).isNull();
    assertThat(lines("Guest/hidden")).isEmpty();
  }

  @Test
  void aLoaderIsNotKept() throws Exception {
    hidden("Guest");
    classes.look();
    WeakReference<ClassLoader> kept = new WeakReference<>(home);
    home = null;
    for (int i = 0; i < 20 && kept.get() != null; i++) {
      System.gc();
    }
    assertThat(kept.get()).isNull();
  }

  @Test
  void whoeverStopsItEndsIt() throws Exception {
    alive.add(hidden("Guest"));
    classes.stop();
    assertThat(classes.look()).isEmpty();
  }

  private Class<?> hidden(String simpleName) throws Exception {
    return hidden(home.bytes(CONCEALED + "$" + simpleName));
  }

  private Class<?> hidden(byte[] classFile) throws Exception {
    MethodHandles.Lookup lookup =
        (MethodHandles.Lookup) home.loadClass(CONCEALED).getMethod("lookup").invoke(null);
    return lookup.defineHiddenClass(classFile, false).lookupClass();
  }

  private Object lambdas() throws Exception {
    return made("", "lambdas");
  }

  private Object made(String suffix, String method) throws Exception {
    return home.loadClass(CONCEALED + suffix).getMethod(method).invoke(null);
  }

  private List<Tuple> found(String suffix) {
    return lines(suffix).stream()
        .map(line -> tuple(line.methodName(), line.descriptor(), line.asks()))
        .toList();
  }

  private List<ReportedMethod> lines(String suffix) {
    return classes.look().stream()
        .filter(line -> line.className().startsWith(CONCEALED))
        .filter(line -> line.className().endsWith(suffix))
        .toList();
  }

  /** Defines the subjects by itself, and lacks one. */
  private static final class Home extends ClassLoader {
    private boolean isClosed;

    Home() {
      super(HiddenClassesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> known = findLoadedClass(name);
      if (known != null || !name.startsWith(CONCEALED)) {
        return known == null ? super.loadClass(name, resolve) : known;
      }
      if (name.endsWith("$Gone") || isClosed) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = bytes(name);
      return defineClass(name, classFile, 0, classFile.length);
    }

    byte[] bytes(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        return in.readAllBytes();
      } catch (IOException failed) {
        throw new AssertionError(failed);
      }
    }
  }
}
