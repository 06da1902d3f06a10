// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes classes that no compiler of today writes. */
final class Assembled {
  static final String NAME = WovenWorld.SUBJECTS + "Assembled";
  static final String INTERNAL = NAME.replace('.', '/');

  private final ClassWriter writer;

  private Assembled(int version) {
    boolean hasFrames = (version & 0xffff) >= Opcodes.V1_6;
    writer = new ClassWriter(hasFrames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, INTERNAL, null, "java/lang/Object", null);
  }

  static Assembled ofVersion(int version) {
    return new Assembled(version);
  }

  /** Adds a public static method that is marked with {@code @TrackMetrics(trackActive = true)}. */
  Assembled marked(String name, String descriptor, Consumer<MethodVisitor> body) {
    return method(name, descriptor, true, 0, body);
  }

  Assembled unmarked(String name, String descriptor, Consumer<MethodVisitor> body) {
    return method(name, descriptor, false, 0, body);
  }

  /** Adds a marked method with more local variables than its body shows. */
  Assembled markedWithLocals(
      String name, String descriptor, int locals, Consumer<MethodVisitor> body) {
    return method(name, descriptor, true, locals, body);
  }

  private Assembled method(
      String name, String descriptor, boolean isMarked, int locals, Consumer<MethodVisitor> body) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
    if (isMarked) {
      AnnotationVisitor mark =
          code.visitAnnotation("Lio/meterweave/annotations/TrackMetrics;", true);
      mark.visit("trackActive", true);
      mark.visitEnd();
    }
    code.visitCode();
    body.accept(code);
    if (locals > 0) {
      code.visitInsn(Opcodes.ICONST_0);
      code.visitVarInsn(Opcodes.ISTORE, locals - 1);
      code.visitInsn(Opcodes.RETURN);
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
    return this;
  }

  ClassWriter writer() {
    return writer;
  }

  byte[] toBytes() {
    writer.visitEnd();
    return writer.toByteArray();
  }
}
