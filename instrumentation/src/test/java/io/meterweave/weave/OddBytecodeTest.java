// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.meterweave.spec.Rejection;
import io.meterweave.spec.Specs;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.ByteVector;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytecode that javac does not write (any more), in every version of the class file. */
class OddBytecodeTest {
  private static final int NEWEST =
      (int) Double.parseDouble(System.getProperty("java.class.version"));

  private final RecordingTargets targets = new RecordingTargets();
  private final WovenWorld world = WovenWorld.with(targets);

  @Test
  void aMethodThatCannotBeReadCostsItsNeighbourNothing() throws Exception {
    byte[] classFile =
        Assembled.ofVersion(Opcodes.V1_8)
            .marked("odd", "()V", OddBytecodeTest::recognisable)
            .marked("even", "()V", code -> code.visitInsn(Opcodes.RETURN))
            .toBytes();
    byte[] known = {Opcodes.BIPUSH, 77, Opcodes.POP, (byte) Opcodes.RETURN};
    for (int i = 0; i < classFile.length - known.length; i++) {
      if (Arrays.equals(classFile, i, i + known.length, known, 0, known.length)) {
        classFile[i + 2] = (byte) 0xfe;
      }
    }
    Weaver weaver = new Weaver(Weaving.DISPATCHER);
    List<WovenMethod> methods =
        Stream.of("odd", "even")
            .map(
                name ->
                    Specs.method(
                        Assembled.NAME, name, "()V", true, Specs.tracked("", true), null, null))
            .map(spec -> new WovenMethod(spec.methodName().length(), spec))
            .toList();
    WovenClass result = weaver.weave(classFile, methods);
    assertThat(result.methods())
        .extracting(woven -> woven.spec().methodName())
        .containsExactly("even");
    assertThat(result.rejections())
        .extracting(Rejection::methodName, Rejection::cause)
        .containsExactly(tuple("odd", Rejection.Cause.CLASS_FILE));
    assertThat(result.classFile()).isNotNull();
  }

  private static void recognisable(MethodVisitor code) {
    code.visitIntInsn(Opcodes.BIPUSH, 77);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.RETURN);
  }

  static Stream<Arguments> everyVersion() {
    return Stream.concat(Stream.of(Opcodes.V1_1), IntStream.rangeClosed(46, NEWEST).boxed())
        .map(version -> argumentSet("version " + (version & 0xffff), version));
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void aClassFileOfAnyVersionIsWoven(int version) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(version)
                .marked("half", "(JIDLjava/lang/String;)D", OddBytecodeTest::halfOrThrow));
    assertThat(call(woven, "half", 9L, 3, 2.5, "x")).isEqualTo(1.25);
    assertThatThrownBy(() -> call(woven, "half", 9L, 0, 2.5, "none"))
        .isInstanceOf(ArithmeticException.class);
    assertThat(targets.events)
        .containsExactly(
            "start half 0",
            "open half 0 []",
            "close half 0 state0 null",
            "start half 1",
            "open half 1 []",
            "fail half 1 state1 java.lang.ArithmeticException: / by zero");
  }

  /** With a zero, a division by it; else half of the double. */
  private static void halfOrThrow(MethodVisitor code) {
    Label fine = new Label();
    code.visitVarInsn(Opcodes.ILOAD, 2);
    code.visitJumpInsn(Opcodes.IFNE, fine);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IDIV);
    code.visitInsn(Opcodes.I2D);
    code.visitInsn(Opcodes.DRETURN);
    code.visitLabel(fine);
    code.visitVarInsn(Opcodes.DLOAD, 3);
    code.visitLdcInsn(2.0);
    code.visitInsn(Opcodes.DDIV);
    code.visitInsn(Opcodes.DRETURN);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_7, Opcodes.V17})
  void aJumpToTheFirstInstructionStaysInTheBody(int version) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(version)
                .marked(
                    "count",
                    "(I)I",
                    code -> {
                      Label first = new Label();
                      code.visitLabel(first);
                      code.visitIincInsn(0, 1);
                      code.visitVarInsn(Opcodes.ILOAD, 0);
                      code.visitIntInsn(Opcodes.BIPUSH, 10);
                      code.visitJumpInsn(Opcodes.IF_ICMPLT, first);
                      code.visitVarInsn(Opcodes.ILOAD, 0);
                      code.visitInsn(Opcodes.IRETURN);
                    }));
    assertThat(call(woven, "count", 3)).isEqualTo(10);
    assertThat(targets.count("start")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_6, Opcodes.V17})
  void aBodyMayOverwriteItsParametersWithOtherTypes(int version) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(version)
                .marked(
                    "overwrite",
                    "(Ljava/lang/String;J)J",
                    code -> {
                      Label again = new Label();
                      code.visitInsn(Opcodes.LCONST_1);
                      code.visitVarInsn(Opcodes.LSTORE, 0); // over the text and half of the long
                      code.visitLabel(again);
                      code.visitVarInsn(Opcodes.LLOAD, 0);
                      code.visitInsn(Opcodes.DUP2);
                      code.visitInsn(Opcodes.LADD);
                      code.visitVarInsn(Opcodes.LSTORE, 0);
                      code.visitVarInsn(Opcodes.LLOAD, 0);
                      code.visitLdcInsn(100L);
                      code.visitInsn(Opcodes.LCMP);
                      code.visitJumpInsn(Opcodes.IFLT, again);
                      code.visitVarInsn(Opcodes.LLOAD, 0);
                      code.visitInsn(Opcodes.LRETURN);
                    }));
    assertThat(call(woven, "overwrite", "text", 5L)).isEqualTo(128L);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_6, Opcodes.V17})
  void operandsMayBeLeftBelowTheResult(int version) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(version)
                .marked(
                    "leave",
                    "(I)I",
                    code -> {
                      Label other = new Label();
                      code.visitLdcInsn(5L);
                      code.visitVarInsn(Opcodes.ILOAD, 0);
                      code.visitJumpInsn(Opcodes.IFEQ, other);
                      code.visitLdcInsn("left");
                      code.visitInsn(Opcodes.ACONST_NULL);
                      code.visitInsn(Opcodes.ICONST_3);
                      code.visitInsn(Opcodes.IRETURN);
                      code.visitLabel(other);
                      code.visitInsn(Opcodes.ICONST_4);
                      code.visitInsn(Opcodes.IRETURN);
                    }));
    assertThat(call(woven, "leave", 1)).isEqualTo(3);
    assertThat(call(woven, "leave", 0)).isEqualTo(4);
    assertThat(targets.count("close")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_4, Opcodes.V1_5})
  void aSubroutineSurvives(int version) throws Exception {
    Class<?> woven =
        define(Assembled.ofVersion(version).marked("sub", "(II)I", OddBytecodeTest::subroutine));
    assertThat(call(woven, "sub", 8, 2)).isEqualTo(5);
    assertThatThrownBy(() -> call(woven, "sub", 8, 0)).isInstanceOf(ArithmeticException.class);
    assertThat(targets.count("close")).isEqualTo(1);
    assertThat(targets.count("fail")).isEqualTo(1);
  }

  /** {@code try { return a / b + 1; } finally { a++; }}, as javac wrote it until version 1.4. */
  private static void subroutine(MethodVisitor code) {
    Label from = new Label();
    Label to = new Label();
    Label handler = new Label();
    Label cleanUp = new Label();
    code.visitTryCatchBlock(from, to, handler, null);
    code.visitLabel(from);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitInsn(Opcodes.IDIV);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ISTORE, 2);
    code.visitJumpInsn(Opcodes.JSR, cleanUp);
    code.visitLabel(to);
    code.visitVarInsn(Opcodes.ILOAD, 2);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(handler);
    code.visitVarInsn(Opcodes.ASTORE, 3);
    code.visitJumpInsn(Opcodes.JSR, cleanUp);
    code.visitVarInsn(Opcodes.ALOAD, 3);
    code.visitInsn(Opcodes.ATHROW);
    code.visitLabel(cleanUp);
    code.visitVarInsn(Opcodes.ASTORE, 4);
    code.visitIincInsn(0, 1);
    code.visitVarInsn(Opcodes.RET, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_6, Opcodes.V17})
  void aJumpThatBecomesTooFarIsRewritten(int version) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(version)
                .marked(
                    "far",
                    "(I)I",
                    code -> {
                      Label far = new Label();
                      code.visitVarInsn(Opcodes.ILOAD, 0);
                      code.visitJumpInsn(Opcodes.IFEQ, far);
                      for (int i = 1; i < 1500; i++) {
                        Label next = new Label();
                        code.visitVarInsn(Opcodes.ILOAD, 0);
                        code.visitIntInsn(Opcodes.SIPUSH, i);
                        code.visitJumpInsn(Opcodes.IF_ICMPNE, next);
                        code.visitIntInsn(Opcodes.SIPUSH, i * 2);
                        code.visitInsn(Opcodes.IRETURN);
                        code.visitLabel(next);
                      }
                      code.visitLabel(far);
                      code.visitInsn(Opcodes.ICONST_M1);
                      code.visitInsn(Opcodes.IRETURN);
                    }));
    assertThat(world.weaving.report().rejections()).isEmpty();
    assertThat(call(woven, "far", 0)).isEqualTo(-1);
    assertThat(call(woven, "far", 1499)).isEqualTo(2998);
    assertThat(targets.count("close")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {65_000, 65_300, 65_400, 65_420, 65_440, 65_460, 65_480, 65_500, 65_535})
  void aHugeMethodIsWovenOrRejectedAlone(int size) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(Opcodes.V17)
                .marked("huge", "()I", code -> nopsAndReturn(code, size))
                .marked("small", "()V", code -> code.visitInsn(Opcodes.RETURN)));
    assertThat(call(woven, "huge")).isEqualTo(5);
    call(woven, "small");
    int rejected = world.weaving.report().rejections().size();
    assertThat(rejected).isEqualTo(size > 65_480 ? 1 : 0);
    assertThat(targets.count("start")).isEqualTo(2 - rejected);
    assertThat(targets.events).contains("start small 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {7_900, 7_990, 8_000, 8_001, 8_100})
  void aMethodThatIsCompiledStaysSo(int size) throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(Opcodes.V17)
                .marked("large", "()I", code -> nopsAndReturn(code, size))
                .marked("small", "()V", code -> code.visitInsn(Opcodes.RETURN)));
    assertThat(call(woven, "large")).isEqualTo(5);
    boolean isRefused = size > 7_900 && size <= 8_000;
    assertThat(world.weaving.report().rejections())
        .extracting(Rejection::reason)
        .isEqualTo(
            isRefused
                ? List.of(
                    "The method would pass 8,000 bytes, from which on the JVM does not compile it;"
                        + " split it.")
                : List.of());
    assertThat(world.weaving.report().methodsWoven()).isEqualTo(isRefused ? 1 : 2);
  }

  private static void nopsAndReturn(MethodVisitor code, int size) {
    for (int i = 0; i < size - 2; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitInsn(Opcodes.ICONST_5);
    code.visitInsn(Opcodes.IRETURN);
  }

  @Test
  void aMethodWithoutRoomForOurVariablesIsRejected() throws Exception {
    define(
        Assembled.ofVersion(Opcodes.V17)
            .markedWithLocals("full", "()V", 65_534, code -> code.visitInsn(Opcodes.NOP))
            .marked("small", "()V", code -> code.visitInsn(Opcodes.RETURN)));
    assertThat(world.weaving.report().rejections())
        .extracting(Rejection::methodName, Rejection::reason)
        .containsExactly(
            tuple("full", "The method uses all local variables that the JVM allows; split it."));
    assertThat(world.weaving.report().methodsWoven()).isEqualTo(1);
  }

  @Test
  void aClassWithoutRoomForConstantsIsLeftAlone() throws Exception {
    Assembled full =
        Assembled.ofVersion(Opcodes.V17)
            .marked("small", "()V", code -> code.visitInsn(Opcodes.RETURN));
    int used = new ClassReader(full.writer().toByteArray()).getItemCount();
    for (int i = used; i < 0xffff; i++) {
      full.writer().newConst(i);
    }
    Class<?> plain = define(full);
    call(plain, "small");
    assertThat(world.weaving.report().rejections())
        .singleElement()
        .extracting(Rejection::reason)
        .isEqualTo("The class would pass the JVM's limit of 65,535 constants; split it.");
    assertThat(targets.events).isEmpty();
  }

  @Test
  void whatStandsOnTheCodeDoesNotMoveToTheMethod() throws Exception {
    Class<?> woven =
        define(
            Assembled.ofVersion(Opcodes.V17)
                .marked(
                    "one",
                    "()I",
                    code -> {
                      code.visitAttribute(new OfTheCode("RuntimeVisibleAnnotations"));
                      code.visitInsn(Opcodes.ICONST_1);
                      code.visitInsn(Opcodes.IRETURN);
                    }));
    assertThat(call(woven, "one")).isEqualTo(1);
    assertThat(targets.events).hasSize(3);
  }

  /** An attribute that nobody knows, though its name means something elsewhere. */
  private static final class OfTheCode extends Attribute {
    OfTheCode(String name) {
      super(name);
    }

    @Override
    public boolean isCodeAttribute() {
      return true;
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte[] code, int codeLength, int maxStack, int maxLocals) {
      return new ByteVector().putShort(0);
    }
  }

  private Class<?> define(Assembled subject) throws ClassNotFoundException {
    return world.woven.give(Assembled.NAME, subject.toBytes()).loadClass(Assembled.NAME);
  }

  private static Object call(Class<?> type, String name, Object... arguments) throws Exception {
    for (var method : type.getMethods()) {
      if (method.getName().equals(name)) {
        try {
          return method.invoke(null, arguments);
        } catch (InvocationTargetException thrown) {
          throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
      }
    }
    throw new NoSuchMethodException(name);
  }
}
