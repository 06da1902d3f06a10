// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.weave.TypeState.Phase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Where the measured part of a constructor begins: behind which instructions {@code this(…)} or
 * {@code super(…)} has been called, and which instructions can come only after that.
 *
 * <p>Confined to the thread that weaves the class. What cannot be told for certain is a {@link
 * #problem()}, and the constructor stays as it is.
 */
/*
 * Problem: until the other constructor has returned, "this" is raw: it cannot be handed on, and no
 * handler for it can be left by a return. That call is not found by its name: "super(new Same())"
 * calls two constructors of one name, arguments may hold conditions and (Java 25) whole statements
 * may come first, a constructor may call this(…) in each branch of an "if", and other compilers
 * leave values on the stack across the call (Groovy) that would be lost in a handler of ours.
 *
 * Choice: follow the types of variables and operands through the code, as the verifier does, in one
 * pass: straight on, with the state of every jump kept at its target. The call we look for is the
 * one on the operand that has the type "raw this". The measured part begins behind the first
 * instruction after it that leaves the operand stack empty. A jump back must find at its target what
 * was assumed there; code to which two ways lead, one that has begun and one that has not, is
 * unclear, and a return in such code is a problem. Rejected: counting "new" against "<init>", which
 * branches defeat; a fixpoint, which no code of a compiler needs.
 */
final class ConstructorFlow extends InstructionVisitor {
  private final Types types;
  private final Map<Label, TypeState> awaited = new HashMap<>();
  private final Map<Label, TypeState> passed = new HashMap<>();
  private final List<Label> pending = new ArrayList<>();
  private final List<Handled> handled = new ArrayList<>();
  private final Set<Handled> active = new HashSet<>();
  private final Map<Integer, Object[]> beginnings = new HashMap<>();
  private final BitSet covered = new BitSet();
  private TypeState last;
  private boolean returnsUnbegun;
  private @Nullable String problem;

  private ConstructorFlow(Types types, TypeState entry) {
    super(types);
    this.types = types;
    this.last = entry;
    types.flow = this;
  }

  /** Follows the code of a constructor; to be visited with expanded frames. */
  static ConstructorFlow of(String className, String descriptor) {
    TypeState entry = TypeState.atEntry(descriptor);
    return new ConstructorFlow(new Types(className, entry.copy()), entry);
  }

  /** The local variables, as a frame has them, behind each instruction where it begins. */
  Map<Integer, Object[]> beginnings() {
    return beginnings;
  }

  /** Returns whether an instruction comes only after a beginning. */
  boolean isCovered(int instruction) {
    return covered.get(instruction);
  }

  /** Returns why the constructor cannot be woven, or null. */
  @Nullable String problem() {
    if (problem != null) {
      return problem;
    }
    return returnsUnbegun || beginnings.isEmpty()
        ? "It cannot be told where the constructor has called this(...) or super(...); mark a method"
            + " that it calls."
        : null;
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String type) {
    handled.add(new Handled(from, to, handler, type == null ? "java/lang/Throwable" : type));
  }

  @Override
  public void visitLabel(Label label) {
    TypeState now = types.state();
    TypeState jumped = awaited.remove(label);
    if (jumped != null) {
      try {
        now = now == null ? jumped : now.mergedWith(jumped);
      } catch (IllegalArgumentException twoHeights) {
        unclear();
      }
      types.state(now);
    }
    if (now == null) {
      pending.add(label);
    } else {
      passed.put(label, now.copy());
    }
    for (Handled block : handled) {
      if (block.from == label) {
        active.add(block);
      } else if (block.to == label) {
        active.remove(block);
      }
    }
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      @Nullable Object[] locals,
      int stackCount,
      @Nullable Object[] stack) {
    TypeState now = types.state();
    TypeState framed =
        TypeState.of(localCount, locals, stackCount, stack, (now == null ? last : now).phase());
    if (now == null && !framed.holdsRawThis() && framed.phase() == Phase.RAW) {
      framed.enter(Phase.BEGUN);
    } else if (now == null && framed.holdsRawThis()) {
      framed.enter(Phase.RAW);
    }
    types.state(framed);
    settlePending(framed);
  }

  private void settlePending(TypeState assumed) {
    for (Label label : pending) {
      passed.put(label, assumed.copy());
    }
    pending.clear();
  }

  @Override
  void before(int instruction) {
    TypeState now = types.state();
    if (now == null && !pending.isEmpty()) { // reached from below only
      now = last.copy();
      now.pop(now.depth());
      types.state(now);
    }
    if (now == null) {
      return;
    }
    settlePending(now);
    if (now.phase() == Phase.BEGUN) {
      covered.set(instruction);
    }
    for (Handled block : active) {
      goTo(block.handler, now.thrown(block.type));
    }
    last = now.copy();
  }

  @Override
  void after(int instruction) {
    TypeState now = types.state();
    if (now == null || now.phase() != Phase.MADE || !now.hasEmptyStack()) {
      return;
    }
    Object[] locals = now.localsOfFrame();
    if (locals == null) {
      unclear();
    } else {
      beginnings.put(instruction, locals);
    }
    now.enter(Phase.BEGUN);
    last = now.copy();
  }

  private void goTo(Label target, TypeState state) {
    TypeState there = passed.get(target);
    if (there != null) {
      if (there.phase() != state.phase() || there.depth() != state.depth()) {
        unclear();
      }
      return;
    }
    TypeState known = awaited.get(target);
    try {
      awaited.put(target, known == null ? state.copy() : known.mergedWith(state));
    } catch (IllegalArgumentException twoHeights) {
      unclear();
    }
  }

  private void unclear() {
    problem =
        "The constructor's code is unlike what compilers write, so it cannot be told where"
            + " this(...) or super(...) has been called; mark a method that it calls.";
  }

  /** A range of code and its handler; not a record, whose methods would have to be linked. */
  private static final class Handled {
    final Label from;
    final Label to;
    final Label handler;
    final String type;

    Handled(Label from, Label to, Label handler, String type) {
      this.from = from;
      this.to = to;
      this.handler = handler;
      this.type = type;
    }
  }

  /** What the instructions do; tells the flow of jumps. */
  private static final class Types extends OperandTypes {
    private @Nullable ConstructorFlow flow;

    Types(String className, TypeState entry) {
      super(className, entry);
    }

    @Override
    public void visitInsn(int opcode) {
      TypeState now = state();
      if (opcode == Opcodes.RETURN && now != null && now.phase() != Phase.BEGUN && flow != null) {
        flow.returnsUnbegun = true;
      }
      super.visitInsn(opcode);
    }

    @Override
    void branch(Label target) {
      TypeState now = state();
      if (now != null && flow != null) {
        flow.goTo(target, now);
      }
    }

    @Override
    void made(TypeState now) {
      now.enter(now.phase() == Phase.RAW ? Phase.MADE : Phase.UNCLEAR);
    }
  }
}
