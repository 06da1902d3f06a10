// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;
import net.bytebuddy.jar.asm.TypeReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes one method anew with the calls around its body.
 *
 * <p>Confined to the thread that weaves the class; writes straight to a {@code MethodWriter}.
 */
/*
 * Problem: calls at the entry and at every exit of any method that a compiler, or a person with an
 * assembler, may have written, without changing what the method does, and without looking at other
 * classes (which may be missing, or must not be loaded yet).
 *
 * Choice: a visitor of ours on the ASM that Byte Buddy carries. What it writes:
 *
 *      start = MIN_VALUE; state = null
 *      try { start = indy start(); state = indy open(start, parameters) } catch (any) {}
 *      body, where each "return x" becomes
 *          result = x; try { indy close(start, state, result) } catch (any) {}; return result
 *      catch (any thrown from the body) {
 *          try { fail(number, start, state, thrown) } catch (any) {}; throw thrown
 *      }
 *
 * - Our variables lie behind the body's, and the body's frames get ours appended. Nothing moves, no
 *   frame is computed, so no class has to be asked for its superclass.
 * - Every exit is written out where it stands, for what a compiler left below the result on the
 *   operand stack differs from exit to exit; only the handlers are shared, for they start empty.
 * - The handlers know of no variable but ours: whatever the body keeps elsewhere fits.
 * - The exits and the return instructions lie outside of the catch-all, so a call ends once. Our
 *   handlers come first in the table, the body's own next, the catch-all last.
 * - A constructor begins behind this(...) or super(...), wherever that is (ConstructorFlow), and
 *   only what comes after it is covered; before it our variables say that nothing has started.
 * - Class files before version 50 have no frames, and a verifier that needs none.
 *
 * Rejected: Byte Buddy's Advice and AgentBuilder, whose type model is over a thousand classes to
 * load at the first woven class, for woven code that is no faster; COMPUTE_FRAMES,
 * which loads classes; moving the body into a method of its own, which changes the class's shape and
 * every stack trace.
 */
class MethodWeaver extends InstructionVisitor {
  private static final int COMPILED_SIZE = 8_000;
  private static final Object[] THROWN = {"java/lang/Throwable"};
  private static final Object[] NOTHING = {};

  private record Block(Label from, Label to, Label handler, @Nullable String type) {
    boolean isEmpty() {
      return from.getOffset() == to.getOffset();
    }
  }

  private final WovenMethod method;
  private final CallWriter calls;
  private final Slots slots;
  private final boolean hasFrames;
  private final int beginnings;
  private final int returns;

  private final List<Block> ownBlocks = new ArrayList<>();
  private final List<Block> guards = new ArrayList<>();
  private final List<Block> body = new ArrayList<>();
  private final Label returnGuard = new Label();
  private final Label failure = new Label();
  private @Nullable Label bodyFrom;
  private int written;
  private boolean isInCode;

  MethodWeaver(
      MethodVisitor writer,
      WovenMethod method,
      CallWriter calls,
      Slots slots,
      boolean hasFrames,
      MethodShape shape) {
    super(writer);
    this.method = method;
    this.calls = calls;
    this.slots = slots;
    this.hasFrames = hasFrames;
    this.beginnings = shape.beginnings();
    this.returns = shape.returns();
  }

  @Override
  void before(int instruction) {
    // Only a constructor asks where it is.
  }

  @Override
  void after(int instruction) {
    // As above.
  }

  /**
   * ASM hands what it does not know of the code over like what it does not know of the method, and
   * would write it there, where the same name can mean something else. Nothing in the JVM reads it.
   */
  @Override
  public void visitAttribute(Attribute attribute) {
    if (!isInCode) {
      super.visitAttribute(attribute);
    }
  }

  @Override
  public void visitCode() {
    isInCode = true;
    super.visitCode();
    Label from = visitedLabel();
    prepareVariables();
    written += visitedLabel().getOffset() - from.getOffset();
    enter();
  }

  /** Writes the beginning of a call where the code is entered. */
  void enter() {
    begin(slots.atEntry());
  }

  /**
   * Writes the beginning of a call.
   *
   * @param locals the local variables with ours, as a frame has them
   */
  final void begin(Object[] locals) {
    Label guard = new Label();
    Label entered = new Label();
    Label from = visitedLabel();
    calls.start(mv);
    mv.visitVarInsn(Opcodes.LSTORE, slots.start());
    if (slots.hasState()) {
      calls.open(mv, slots);
      mv.visitVarInsn(Opcodes.ASTORE, slots.state());
    }
    guards.add(new Block(from, visitedLabel(), guard, null));
    mv.visitJumpInsn(Opcodes.GOTO, entered);
    mv.visitLabel(guard);
    frame(locals, THROWN);
    mv.visitInsn(Opcodes.POP);
    mv.visitLabel(entered);
    frame(locals, NOTHING);
    mv.visitInsn(Opcodes.NOP); // the body may begin with a frame of its own
    openBody();
    written += visitedLabel().getOffset() - from.getOffset();
  }

  /** What comes from now on is measured. */
  final void openBody() {
    if (bodyFrom == null) {
      bodyFrom = visitedLabel();
    }
  }

  /** What comes from now on is not measured. */
  final void closeBody() {
    if (bodyFrom != null) {
      body.add(new Block(bodyFrom, visitedLabel(), failure, null));
      bodyFrom = null;
    }
  }

  private void prepareVariables() {
    mv.visitLdcInsn(Long.MIN_VALUE);
    mv.visitVarInsn(Opcodes.LSTORE, slots.start());
    if (slots.hasState()) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ASTORE, slots.state());
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    passInstruction();
    Label before = visitedLabel();
    closeBody();
    if (opcode != Opcodes.RETURN) {
      mv.visitVarInsn(slots.result().getOpcode(Opcodes.ISTORE), slots.outcome());
    }
    Label from = visitedLabel();
    calls.close(mv, slots);
    guards.add(new Block(from, visitedLabel(), returnGuard, null));
    returnResult();
    openBody();
    written += visitedLabel().getOffset() - before.getOffset() - 1;
  }

  private void returnResult() {
    Type result = slots.result();
    if (result.getSort() != Type.VOID) {
      mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), slots.outcome());
    }
    mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      @Nullable Object[] locals,
      int stackCount,
      @Nullable Object[] stack) {
    Object[] padded = slots.padded(locals, localCount);
    super.visitFrame(Opcodes.F_NEW, padded.length, padded, stackCount, stack);
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String type) {
    ownBlocks.add(new Block(from, to, handler, type));
  }

  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int typeReference, @Nullable TypePath path, String descriptor, boolean visible) {
    // Visited before the code, so what comes first in the table has been counted beforehand.
    int index = new TypeReference(typeReference).getTryCatchBlockIndex() + guardsInAll();
    int moved = TypeReference.newTryCatchReference(index).getValue();
    return super.visitTryCatchAnnotation(moved, path, descriptor, visible);
  }

  /** One at each beginning, one at each return, one at the failure. */
  private int guardsInAll() {
    return beginnings + returns + 1;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    closeBody();
    writeFailure();
    if (returns > 0) {
      writeReturnGuard();
    }
    refuseToStopCompilation();
    emit(guards);
    emit(ownBlocks);
    emit(body);
    super.visitMaxs(maxStack + calls.stack(), slots.total());
  }

  /** HotSpot interprets a method of more than 8,000 bytes for ever. */
  private void refuseToStopCompilation() {
    int size = visitedLabel().getOffset();
    int before = size - written - (size - failure.getOffset());
    if (before <= COMPILED_SIZE && size > COMPILED_SIZE) {
      throw new UncompiledMethodException(method);
    }
  }

  private void writeFailure() {
    Label guard = new Label();
    mv.visitLabel(failure);
    frame(slots.atFailure(), THROWN);
    mv.visitVarInsn(Opcodes.ASTORE, slots.outcome());
    Label from = visitedLabel();
    calls.fail(mv, slots);
    guards.add(new Block(from, visitedLabel(), guard, null));
    rethrow();
    mv.visitLabel(guard);
    frame(slots.atRethrow(), THROWN);
    mv.visitInsn(Opcodes.POP);
    rethrow();
  }

  private void rethrow() {
    mv.visitVarInsn(Opcodes.ALOAD, slots.outcome());
    mv.visitInsn(Opcodes.ATHROW);
  }

  private void writeReturnGuard() {
    mv.visitLabel(returnGuard);
    frame(slots.atReturn(), THROWN);
    mv.visitInsn(Opcodes.POP);
    returnResult();
  }

  /** Ranges between two returns may be empty, which the table does not allow. */
  private void emit(List<Block> blocks) {
    for (Block block : blocks) {
      if (!block.isEmpty()) {
        mv.visitTryCatchBlock(block.from, block.to, block.handler, block.type);
      }
    }
  }

  private void frame(Object[] locals, Object[] stack) {
    if (hasFrames) {
      mv.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
  }

  private Label visitedLabel() {
    Label label = new Label();
    mv.visitLabel(label);
    return label;
  }
}
