// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.classes;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Visits all members of a class. Confined. */
final class MemberCount extends ClassVisitor {
  private int members;

  MemberCount() {
    super(Opcodes.ASM9);
  }

  int members() {
    return members;
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    members++;
    return new FieldVisitor(Opcodes.ASM9) {};
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    members++;
    return new MethodVisitor(Opcodes.ASM9) {};
  }
}
