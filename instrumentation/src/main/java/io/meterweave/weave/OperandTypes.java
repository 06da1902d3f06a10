// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * What each instruction does to the types of local variables and operands, JVMS 6.5.
 *
 * <p>Confined to the thread that weaves the class. Longer than other classes, for the JVM has two
 * hundred instructions.
 */
abstract class OperandTypes extends MethodVisitor {
  private static final int FORMS = 5; // int, long, float, double, reference

  private final String className;
  private @Nullable TypeState state;

  OperandTypes(String className, TypeState entry) {
    super(Opcodes.ASM9);
    this.className = className;
    this.state = entry;
  }

  /** The instruction may go on there. */
  abstract void branch(Label target);

  /** A constructor of the same class or its superclass has made {@code this}. */
  abstract void made(TypeState now);

  /** Returns the state, or null where no instruction comes to. */
  final @Nullable TypeState state() {
    return state;
  }

  final void state(@Nullable TypeState next) {
    state = next;
  }

  @Override
  public void visitInsn(int opcode) {
    TypeState now = state;
    if (now == null) {
      return;
    }
    if (opcode <= Opcodes.DCONST_1) {
      constant(now, opcode);
    } else if (opcode <= Opcodes.SALOAD) {
      arrayLoad(now, opcode);
    } else if (opcode <= Opcodes.SASTORE) {
      now.pop(opcode == Opcodes.LASTORE || opcode == Opcodes.DASTORE ? 4 : 3);
    } else if (opcode <= Opcodes.SWAP) {
      shuffle(now, opcode);
    } else if (opcode <= Opcodes.LXOR) {
      calculate(now, opcode);
    } else if (opcode <= Opcodes.DCMPG) {
      convert(now, opcode);
    } else {
      other(now, opcode);
    }
  }

  private static void constant(TypeState now, int opcode) {
    if (opcode == Opcodes.NOP) {
      return;
    }
    if (opcode == Opcodes.ACONST_NULL) {
      now.push(Opcodes.NULL);
    } else if (opcode <= Opcodes.ICONST_5) {
      now.push(Opcodes.INTEGER);
    } else if (opcode <= Opcodes.LCONST_1) {
      now.push(Opcodes.LONG);
    } else {
      now.push(opcode <= Opcodes.FCONST_2 ? Opcodes.FLOAT : Opcodes.DOUBLE);
    }
  }

  private static void arrayLoad(TypeState now, int opcode) {
    now.pop();
    Object array = now.pop();
    if (opcode != Opcodes.AALOAD) {
      now.push(opcode >= Opcodes.BALOAD ? Opcodes.INTEGER : form(opcode - Opcodes.IALOAD));
    } else if (array instanceof String name && name.startsWith("[")) {
      now.push(Type.getType(name.substring(1)));
    } else {
      now.push(array == Opcodes.NULL ? Opcodes.NULL : "java/lang/Object");
    }
  }

  /** The forms of an instruction in their order: int, long, float, double. */
  private static Object form(int form) {
    return switch (form) {
      case 1 -> Opcodes.LONG;
      case 2 -> Opcodes.FLOAT;
      case 3 -> Opcodes.DOUBLE;
      default -> Opcodes.INTEGER;
    };
  }

  private static void shuffle(TypeState now, int opcode) {
    switch (opcode) {
      case Opcodes.POP -> now.pop();
      case Opcodes.POP2 -> now.pop(2);
      case Opcodes.DUP -> duplicate(now, 1, 0);
      case Opcodes.DUP_X1 -> duplicate(now, 1, 1);
      case Opcodes.DUP_X2 -> duplicate(now, 1, 2);
      case Opcodes.DUP2 -> duplicate(now, 2, 0);
      case Opcodes.DUP2_X1 -> duplicate(now, 2, 1);
      case Opcodes.DUP2_X2 -> duplicate(now, 2, 2);
      default -> {
        Object upper = now.pop();
        Object lower = now.pop();
        now.pushSlot(upper);
        now.pushSlot(lower);
      }
    }
  }

  /** Puts the topmost slots a second time below some more. */
  private static void duplicate(TypeState now, int count, int below) {
    Object[] taken = new Object[count + below];
    for (int i = taken.length - 1; i >= 0; i--) {
      taken[i] = now.pop();
    }
    for (int i = 0; i < count; i++) {
      now.pushSlot(taken[below + i]);
    }
    for (Object slot : taken) {
      now.pushSlot(slot);
    }
  }

  private static void calculate(TypeState now, int opcode) {
    if (opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG) {
      return;
    }
    if (opcode >= Opcodes.ISHL && opcode <= Opcodes.LUSHR) {
      now.pop(); // by how much
      return;
    }
    Object type = opcode >= Opcodes.IAND ? form((opcode - Opcodes.IAND) % 2) : form(opcode % 4);
    now.pop(TypeState.isWide(type) ? 2 : 1);
  }

  private static void convert(TypeState now, int opcode) {
    switch (opcode) {
      case Opcodes.I2B, Opcodes.I2C, Opcodes.I2S -> {}
      case Opcodes.I2L, Opcodes.F2L -> become(now, 1, Opcodes.LONG);
      case Opcodes.I2F -> become(now, 1, Opcodes.FLOAT);
      case Opcodes.I2D, Opcodes.F2D -> become(now, 1, Opcodes.DOUBLE);
      case Opcodes.L2I, Opcodes.D2I -> become(now, 2, Opcodes.INTEGER);
      case Opcodes.L2F, Opcodes.D2F -> become(now, 2, Opcodes.FLOAT);
      case Opcodes.L2D -> become(now, 2, Opcodes.DOUBLE);
      case Opcodes.D2L -> become(now, 2, Opcodes.LONG);
      case Opcodes.F2I -> become(now, 1, Opcodes.INTEGER);
      case Opcodes.FCMPL, Opcodes.FCMPG -> become(now, 2, Opcodes.INTEGER);
      default -> become(now, 4, Opcodes.INTEGER); // comparisons of long and double
    }
  }

  private static void become(TypeState now, int slots, Object type) {
    now.pop(slots);
    now.push(type);
  }

  private void other(TypeState now, int opcode) {
    if (opcode == Opcodes.ARRAYLENGTH) {
      become(now, 1, Opcodes.INTEGER);
    } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      now.pop();
    } else {
      state = null; // returns and throws
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (state == null) {
      return;
    }
    if (opcode == Opcodes.NEWARRAY) {
      become(state, 1, "[" + "ZCFDBSIJ".charAt(operand - Opcodes.T_BOOLEAN));
    } else {
      state.push(Opcodes.INTEGER);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    TypeState now = state;
    if (now == null) {
      return;
    }
    if (opcode == Opcodes.RET) {
      state = null;
    } else if (opcode < Opcodes.ISTORE) {
      int form = (opcode - Opcodes.ILOAD) % FORMS;
      now.push(form == FORMS - 1 ? now.local(slot) : form(form));
    } else {
      int form = (opcode - Opcodes.ISTORE) % FORMS;
      if (form == 1 || form == 3) {
        now.pop();
      }
      now.store(slot, now.pop());
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (state == null) {
      return;
    }
    switch (opcode) {
      case Opcodes.NEW -> state.push((Object) new Label()); // raw, and like no other
      case Opcodes.ANEWARRAY -> become(state, 1, "[" + Type.getObjectType(type).getDescriptor());
      case Opcodes.CHECKCAST -> become(state, 1, type);
      default -> become(state, 1, Opcodes.INTEGER);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (state == null) {
      return;
    }
    Type type = Type.getType(descriptor);
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
      state.pop(type.getSize());
    }
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.GETFIELD) {
      state.pop();
    }
    if (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC) {
      state.push(type);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    TypeState now = state;
    if (now == null) {
      return;
    }
    arguments(now, descriptor);
    if (opcode != Opcodes.INVOKESTATIC) {
      Object receiver = now.pop();
      if (name.equals("<init>")) {
        boolean isThis = receiver == Opcodes.UNINITIALIZED_THIS;
        now.initialize(receiver, isThis ? className : owner);
        if (isThis) {
          made(now);
        }
      }
    }
    now.push(Type.getReturnType(descriptor));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    if (state != null) {
      arguments(state, descriptor);
      state.push(Type.getReturnType(descriptor));
    }
  }

  private static void arguments(TypeState now, String descriptor) {
    now.pop((Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    TypeState now = state;
    if (now == null) {
      return;
    }
    if (opcode == Opcodes.JSR) {
      now.push(Opcodes.TOP); // where it returns to
      branch(target);
      now.pop();
      return;
    }
    if (opcode != Opcodes.GOTO) {
      boolean comparesTwo = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
      now.pop(comparesTwo ? 2 : 1);
    }
    branch(target);
    if (opcode == Opcodes.GOTO) {
      state = null;
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (state == null) {
      return;
    }
    if (value instanceof Integer) {
      state.push(Opcodes.INTEGER);
    } else if (value instanceof Long) {
      state.push(Opcodes.LONG);
    } else if (value instanceof Float) {
      state.push(Opcodes.FLOAT);
    } else if (value instanceof Double) {
      state.push(Opcodes.DOUBLE);
    } else if (value instanceof ConstantDynamic dynamic) {
      state.push(Type.getType(dynamic.getDescriptor()));
    } else {
      state.push((Object) classOf(value));
    }
  }

  private static String classOf(Object constant) {
    if (constant instanceof String) {
      return "java/lang/String";
    }
    if (constant instanceof Handle) {
      return "java/lang/invoke/MethodHandle";
    }
    return ((Type) constant).getSort() == Type.METHOD
        ? "java/lang/invoke/MethodType"
        : "java/lang/Class";
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label other, Label... targets) {
    choose(other, targets);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] targets) {
    choose(other, targets);
  }

  private void choose(Label other, Label[] targets) {
    if (state == null) {
      return;
    }
    state.pop();
    branch(other);
    for (Label target : targets) {
      branch(target);
    }
    state = null;
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    if (state != null) {
      become(state, dimensions, descriptor);
    }
  }
}
