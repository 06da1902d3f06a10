// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.spec.Specs;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstructorsTest {
  private static final String SUBJECT = "com.acme.woven.Constructors";
  private static final String MADE = "com/acme/woven/Made";
  private static final String REASON =
      "It cannot be told where the constructor has called this(...) or super(...); mark a method"
          + " that it calls.";

  private final RecordingTargets targets = new RecordingTargets();
  private final WovenWorld world = WovenWorld.with(targets);

  @Test
  void wovenConstructorsDoWhatTheyDid() throws Exception {
    Object expected = world.plain.run(SUBJECT);
    assertThat(world.woven.run(SUBJECT)).isEqualTo(expected);
    assertThat(world.weaving.report().rejections()).isEmpty();
    assertThat(world.weaving.report().methodsWoven()).isEqualTo(10);
    assertThat(targets.count("close") + targets.count("fail")).isEqualTo(targets.count("start"));
  }

  @Test
  void everyConstructorIsMeasuredOnceFromAfterItsSuper() throws Exception {
    world.woven.run(SUBJECT);
    assertThat(targets.events.stream().filter(event -> event.startsWith("open ")))
        .containsExactly(
            "open <init> 0 [four]",
            "open <init> 1 [early]",
            "open <init> 2 [throws]",
            "open <init> 0 []",
            "open <init> 1 []",
            "open <init> 2 []",
            "open <init> 3 [many]",
            "open <init> 0 [3]",
            "open <init> 4 [many]",
            "open <init> 0 []",
            "open <init> 1 []",
            "open <init> 0 [three]",
            "open <init> 2 []",
            "open <init> 0 [1]",
            "open <init> 1 [2]",
            "open <init> 0 [2.5]",
            "open <init> 0 [in]",
            "open <init> 5 [anonymous]");
    assertThat(targets.events.stream().filter(event -> event.startsWith("fail ")))
        .containsExactly(
            "fail <init> 2 state2 java.lang.IllegalStateException: three -1.0",
            "fail <init> 4 state4 java.lang.IllegalStateException: three -1.0",
            "fail <init> 2 state2 java.lang.IllegalArgumentException: negative");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_3, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V17})
  void everyBranchMayCallAnotherConstructor(int version) throws Exception {
    Object made =
        make(
            version,
            code -> {
              Label other = new Label();
              Label end = new Label();
              code.visitVarInsn(Opcodes.ILOAD, 1);
              code.visitJumpInsn(Opcodes.IFEQ, other);
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitMethodInsn(Opcodes.INVOKESPECIAL, MADE, "<init>", "()V", false);
              code.visitJumpInsn(Opcodes.GOTO, end);
              code.visitLabel(other);
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitMethodInsn(
                  Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
              code.visitLabel(end);
              code.visitInsn(Opcodes.RETURN);
            },
            1);
    assertThat(made).isNotNull();
    assertThat(targets.events)
        .containsExactly("start <init> 0", "open <init> 0 [1]", "close <init> 0 state0 null");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_3, Opcodes.V17})
  void whatComesBeforeSuperMayLoopAndCatchAndFail(int version) throws Exception {
    Consumer<MethodVisitor> body =
        code -> {
          Label loop = new Label();
          Label from = new Label();
          Label to = new Label();
          Label handler = new Label();
          Label after = new Label();
          code.visitTryCatchBlock(from, to, handler, "java/lang/ArithmeticException");
          code.visitIntInsn(Opcodes.BIPUSH, 5);
          code.visitVarInsn(Opcodes.ISTORE, 2);
          code.visitLabel(loop);
          code.visitIincInsn(2, -1);
          code.visitVarInsn(Opcodes.ILOAD, 2);
          code.visitJumpInsn(Opcodes.IFNE, loop);
          code.visitLabel(from);
          code.visitInsn(Opcodes.ICONST_1);
          code.visitVarInsn(Opcodes.ILOAD, 2);
          code.visitInsn(Opcodes.IDIV);
          code.visitInsn(Opcodes.POP);
          code.visitLabel(to);
          code.visitInsn(Opcodes.ACONST_NULL);
          code.visitInsn(Opcodes.ATHROW);
          code.visitLabel(handler);
          code.visitVarInsn(Opcodes.ASTORE, 3);
          code.visitJumpInsn(Opcodes.GOTO, after);
          code.visitLabel(after);
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
          code.visitVarInsn(Opcodes.ALOAD, 3); // what lived before lives on
          code.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL,
              "java/lang/ArithmeticException",
              "getMessage",
              "()Ljava/lang/String;",
              false);
          code.visitInsn(Opcodes.POP);
          code.visitInsn(Opcodes.RETURN);
        };
    assertThat(make(version, body, 7)).isNotNull();
    assertThat(targets.events)
        .containsExactly("start <init> 0", "open <init> 0 [7]", "close <init> 0 state0 null");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V11})
  void aValueThatLiesOnTheStackAcrossSuperStaysThere(int version) throws Exception {
    Consumer<MethodVisitor> body =
        code -> {
          code.visitVarInsn(Opcodes.ILOAD, 1);
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
          code.visitInsn(Opcodes.ICONST_2);
          code.visitInsn(Opcodes.SWAP);
          code.visitInsn(Opcodes.IDIV);
          code.visitInsn(Opcodes.POP); // the stack is empty: here it begins
          code.visitInsn(Opcodes.ICONST_1);
          code.visitVarInsn(Opcodes.ILOAD, 1);
          code.visitInsn(Opcodes.ICONST_1);
          code.visitInsn(Opcodes.ISUB);
          code.visitInsn(Opcodes.IDIV);
          code.visitInsn(Opcodes.POP);
          code.visitInsn(Opcodes.RETURN);
        };
    Throwable thrown = null;
    try {
      make(version, body, 1);
    } catch (ReflectiveOperationException wrapped) {
      thrown = wrapped.getCause();
    }
    assertThat(thrown).isInstanceOf(ArithmeticException.class);
    assertThat(targets.events)
        .containsExactly(
            "start <init> 0",
            "open <init> 0 [1]",
            "fail <init> 0 state0 java.lang.ArithmeticException: / by zero");
  }

  @Test
  void aConstructorThatReturnsWithAFullStackIsRejected() throws Exception {
    make(
        Opcodes.V17,
        code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitInsn(Opcodes.DUP);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
          code.visitInsn(Opcodes.RETURN);
        },
        1);
    assertThat(rejections).extracting(Rejection::reason).containsExactly(REASON);
    assertThat(targets.events).isEmpty();
  }

  @Test
  void aParameterThatIsOverwrittenBeforeSuperCannotBeRead() throws Exception {
    make(
        Opcodes.V17,
        code -> {
          code.visitInsn(Opcodes.ACONST_NULL);
          code.visitVarInsn(Opcodes.ASTORE, 1);
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
          code.visitInsn(Opcodes.RETURN);
        },
        1);
    assertThat(rejections)
        .extracting(Rejection::reason)
        .containsExactly(
            "A parameter that is read is no longer there when this(...) or super(...) has been"
                + " called; read another one.");
  }

  private List<Rejection> rejections = List.of();

  /** Makes an object by a woven constructor with this body. */
  private Object make(int version, Consumer<MethodVisitor> body, int argument) throws Exception {
    boolean hasFrames = version >= Opcodes.V1_6;
    ClassWriter writer =
        new ClassWriter(hasFrames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, MADE, null, "java/lang/Object", null);
    constructor(
        writer,
        "()V",
        code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
          code.visitInsn(Opcodes.RETURN);
        });
    constructor(writer, "(I)V", body);
    writer.visitEnd();
    MethodSpec spec =
        Specs.method(
            MADE.replace('/', '.'),
            "<init>",
            "(I)V",
            false,
            Specs.tracked("", true, Specs.parameter("number", 0)),
            null,
            null);
    WovenClass woven =
        new Weaver(TestDispatcher.NAME)
            .weave(
                writer.toByteArray(), world.weaving.methods().number(world.woven, List.of(spec)));
    rejections = woven.rejections();
    byte[] defined = woven.classFile() == null ? writer.toByteArray() : woven.classFile();
    Class<?> made = world.woven.define(MADE.replace('/', '.'), defined);
    return made.getConstructor(int.class).newInstance(argument);
  }

  private static void constructor(
      ClassWriter writer, String descriptor, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
    code.visitCode();
    body.accept(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
