// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes the calls as static calls with the method's number, for class files that cannot hold
 * {@code invokedynamic}.
 *
 * <p>Confined to the thread that weaves the class.
 */
final class StaticCalls implements CallWriter {
  private static final String OBJECT = "java/lang/Object";

  private final String dispatcher;
  private final int number;
  private final MethodSpec spec;
  private final List<Parameter> captured;

  StaticCalls(String dispatcher, WovenMethod method) {
    this.dispatcher = dispatcher;
    this.number = method.number();
    this.spec = method.spec();
    this.captured = Parameter.captured(spec);
  }

  @Override
  public void start(MethodVisitor code) {
    push(code, number);
    if (spec.startsWithReceiver()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      call(code, "start", "(ILjava/lang/Object;)J");
    } else {
      call(code, "start", "(I)J");
    }
  }

  @Override
  public void open(MethodVisitor code, Slots slots) {
    push(code, number);
    code.visitVarInsn(Opcodes.LLOAD, slots.start());
    push(code, captured.size());
    code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    for (int i = 0; i < captured.size(); i++) {
      code.visitInsn(Opcodes.DUP);
      push(code, i);
      loadBoxed(code, captured.get(i).type(), captured.get(i).slot());
      code.visitInsn(Opcodes.AASTORE);
    }
    call(code, "open", "(IJ[Ljava/lang/Object;)Ljava/lang/Object;");
  }

  @Override
  public void close(MethodVisitor code, Slots slots) {
    loadStart(code, slots);
    if (spec.needsResult()) {
      loadBoxed(code, slots.result(), slots.outcome());
    } else {
      code.visitInsn(Opcodes.ACONST_NULL);
    }
    call(code, "close", "(IJLjava/lang/Object;Ljava/lang/Object;)V");
  }

  @Override
  public void fail(MethodVisitor code, Slots slots) {
    loadStart(code, slots);
    code.visitVarInsn(Opcodes.ALOAD, slots.outcome());
    call(code, "fail", "(IJLjava/lang/Object;Ljava/lang/Throwable;)V");
  }

  @Override
  public int stack() {
    return 3 + 1 + 4; // number and start; the array; once more, with an index and a long
  }

  private void loadStart(MethodVisitor code, Slots slots) {
    push(code, number);
    code.visitVarInsn(Opcodes.LLOAD, slots.start());
    if (slots.hasState()) {
      code.visitVarInsn(Opcodes.ALOAD, slots.state());
    } else {
      code.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private void call(MethodVisitor code, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, dispatcher, name, descriptor, false);
  }

  private static void loadBoxed(MethodVisitor code, Type type, int slot) {
    code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
    String box = boxOf(type);
    if (box != null) {
      String descriptor = "(" + type.getDescriptor() + ")L" + box + ";";
      code.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", descriptor, false);
    }
  }

  private static @Nullable String boxOf(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.FLOAT -> "java/lang/Float";
      case Type.LONG -> "java/lang/Long";
      case Type.DOUBLE -> "java/lang/Double";
      default -> null;
    };
  }

  private static void push(MethodVisitor code, int value) {
    if (value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value <= Short.MAX_VALUE) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }
}
