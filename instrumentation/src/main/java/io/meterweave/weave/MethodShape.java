// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a method's code before it can be written anew, in one pass.
 *
 * <p>Confined to the thread that weaves the class.
 */
final class MethodShape extends MethodVisitor {
  private boolean hasCode;
  private int maxStack;
  private int maxLocals;
  private int returns;
  private final @Nullable ConstructorFlow flow;

  private MethodShape(@Nullable ConstructorFlow flow) {
    super(Opcodes.ASM9, flow);
    this.flow = flow;
  }

  /** Returns the shapes of some methods of a class, by name and descriptor. */
  static Map<String, MethodShape> of(ClassReader reader, Map<String, WovenMethod> methods) {
    Map<String, MethodShape> shapes = new HashMap<>();
    boolean hasFrames = reader.readUnsignedShort(6) >= Opcodes.V1_6;
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            if (!methods.containsKey(name + descriptor)) {
              return null;
            }
            boolean isConstructor = name.equals("<init>");
            MethodShape shape =
                new MethodShape(
                    isConstructor ? ConstructorFlow.of(reader.getClassName(), descriptor) : null);
            shapes.put(name + descriptor, shape);
            return shape;
          }
        },
        ClassReader.SKIP_DEBUG
            | (hasFrames && hasConstructor(methods)
                ? ClassReader.EXPAND_FRAMES
                : ClassReader.SKIP_FRAMES));
    return shapes;
  }

  private static boolean hasConstructor(Map<String, WovenMethod> methods) {
    for (String name : methods.keySet()) {
      if (name.startsWith("<init>")) {
        return true;
      }
    }
    return false;
  }

  /** Returns where the measured part of a constructor begins; null for any other method. */
  @Nullable ConstructorFlow flow() {
    return flow;
  }

  /** How many times the beginning of a call is written. */
  int beginnings() {
    return flow == null ? 1 : flow.beginnings().size();
  }

  boolean hasCode() {
    return hasCode;
  }

  int maxStack() {
    return maxStack;
  }

  /** The first slot of a local variable that the method itself does not use. */
  int maxLocals() {
    return maxLocals;
  }

  /** How many instructions return. */
  int returns() {
    return returns;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      returns++;
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    super.visitMaxs(stack, locals);
    hasCode = true;
    maxStack = stack;
    maxLocals = locals;
  }
}
