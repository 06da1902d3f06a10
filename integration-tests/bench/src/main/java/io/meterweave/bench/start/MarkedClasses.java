// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import io.meterweave.annotations.TrackMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Loads classes that it made up: each has up to a hundred methods with {@code @TrackMetrics}, and
 * calls them all when it is applied. Confined to one thread.
 */
final class MarkedClasses extends ClassLoader {
  private static final int METHODS_OF_A_CLASS = 100;
  private static final String OPERATOR = Type.getInternalName(IntUnaryOperator.class);
  private static final String INT_TO_INT = "(I)I";

  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();

  MarkedClasses(int methods) {
    super(MarkedClasses.class.getClassLoader());
    for (int done = 0; done < methods; done += METHODS_OF_A_CLASS) {
      String name = "Marked" + done / METHODS_OF_A_CLASS;
      classFiles.put(name, classFile(name, Math.min(METHODS_OF_A_CLASS, methods - done)));
    }
  }

  /** Loads the classes, and adds an object of each. */
  void addTo(List<IntUnaryOperator> instances) {
    for (Map.Entry<String, byte[]> file : classFiles.entrySet()) {
      Class<?> made = defineClass(file.getKey(), file.getValue(), 0, file.getValue().length);
      try {
        instances.add((IntUnaryOperator) made.getConstructor().newInstance());
      } catch (ReflectiveOperationException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private static byte[] classFile(String name, int methods) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[] {OPERATOR});
    MethodVisitor made = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    made.visitVarInsn(Opcodes.ALOAD, 0);
    made.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", /* isInterface= */ false);
    made.visitInsn(Opcodes.RETURN);
    end(made);
    MethodVisitor all = type.visitMethod(Opcodes.ACC_PUBLIC, "applyAsInt", INT_TO_INT, null, null);
    all.visitVarInsn(Opcodes.ILOAD, 1);
    for (int i = 0; i < methods; i++) {
      all.visitMethodInsn(
          Opcodes.INVOKESTATIC, name, "work" + i, INT_TO_INT, /* isInterface= */ false);
      work(type, "work" + i);
    }
    all.visitInsn(Opcodes.IRETURN);
    end(all);
    type.visitEnd();
    return type.toByteArray();
  }

  private static void work(ClassWriter type, String name) {
    MethodVisitor work =
        type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, INT_TO_INT, null, null);
    work.visitAnnotation(Type.getDescriptor(TrackMetrics.class), /* visible= */ true).visitEnd();
    work.visitVarInsn(Opcodes.ILOAD, 0);
    work.visitInsn(Opcodes.ICONST_1);
    work.visitInsn(Opcodes.IADD);
    work.visitInsn(Opcodes.IRETURN);
    end(work);
  }

  private static void end(MethodVisitor method) {
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
