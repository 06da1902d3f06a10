// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each instruction of a method before and after it is visited, by its index from 0.
 *
 * <p>Confined to the thread that weaves the class.
 */
abstract class InstructionVisitor extends MethodVisitor {
  private int index = -1;

  InstructionVisitor(@Nullable MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The next instruction is about to be visited. */
  abstract void before(int instruction);

  /** The instruction has been visited. */
  abstract void after(int instruction);

  /** Counts an instruction that is not visited, for another stands in its place. */
  final void passInstruction() {
    before();
    after();
  }

  private void before() {
    before(++index);
  }

  private void after() {
    after(index);
  }

  @Override
  public void visitInsn(int opcode) {
    before();
    super.visitInsn(opcode);
    after();
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    before();
    super.visitIntInsn(opcode, operand);
    after();
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    before();
    super.visitVarInsn(opcode, slot);
    after();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    before();
    super.visitTypeInsn(opcode, type);
    after();
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    before();
    super.visitFieldInsn(opcode, owner, name, descriptor);
    after();
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    before();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    after();
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    before();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    after();
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    before();
    super.visitJumpInsn(opcode, target);
    after();
  }

  @Override
  public void visitLdcInsn(Object value) {
    before();
    super.visitLdcInsn(value);
    after();
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    before();
    super.visitIincInsn(slot, increment);
    after();
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label other, Label... targets) {
    before();
    super.visitTableSwitchInsn(min, max, other, targets);
    after();
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] targets) {
    before();
    super.visitLookupSwitchInsn(other, keys, targets);
    after();
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    before();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    after();
  }
}
