// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The verification types of a method's local variables and operands at one instruction, as the
 * frames of a class file name them; but a {@code long} or {@code double} is followed by a {@code
 * TOP}.
 *
 * <p>Confined to the thread that weaves the class. Takes valid code for granted; other code gives
 * types that mean nothing.
 */
final class TypeState {
  /** How far a constructor is. */
  enum Phase {
    /** {@code this(…)} or {@code super(…)} has not been called. */
    RAW,
    /** It has been called, and the call that is measured has not begun. */
    MADE,
    /** The call that is measured has begun. */
    BEGUN,
    /** It depends on the way that was taken. */
    UNCLEAR
  }

  private static final String OBJECT = "java/lang/Object";

  private final List<Object> locals;
  private final List<Object> stack;
  private Phase phase;

  private TypeState(List<Object> locals, List<Object> stack, Phase phase) {
    this.locals = locals;
    this.stack = stack;
    this.phase = phase;
  }

  /** Returns the state at the entry of a constructor. */
  static TypeState atEntry(String descriptor) {
    TypeState entry = new TypeState(new ArrayList<>(), new ArrayList<>(), Phase.RAW);
    entry.locals.add(Opcodes.UNINITIALIZED_THIS);
    for (Type type : Type.getArgumentTypes(descriptor)) {
      append(entry.locals, Slots.frameType(type));
    }
    return entry;
  }

  /** Returns what a frame of the class file says. */
  static TypeState of(
      int localCount,
      @Nullable Object[] locals,
      int stackCount,
      @Nullable Object[] stack,
      Phase phase) {
    return new TypeState(expanded(locals, localCount), expanded(stack, stackCount), phase);
  }

  private static List<Object> expanded(@Nullable Object[] frame, int count) {
    List<Object> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object type = frame[i];
      append(types, type == null ? Opcodes.TOP : type);
    }
    return types;
  }

  private static void append(List<Object> types, Object type) {
    types.add(type);
    if (isWide(type)) {
      types.add(Opcodes.TOP);
    }
  }

  static boolean isWide(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE;
  }

  TypeState copy() {
    return new TypeState(new ArrayList<>(locals), new ArrayList<>(stack), phase);
  }

  /** Returns the state in the handler of an exception that is thrown here. */
  TypeState thrown(String exception) {
    TypeState handler = new TypeState(new ArrayList<>(locals), new ArrayList<>(), phase);
    handler.stack.add(exception);
    return handler;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  boolean hasEmptyStack() {
    return stack.isEmpty();
  }

  int depth() {
    return stack.size();
  }

  boolean holdsRawThis() {
    return locals.contains(Opcodes.UNINITIALIZED_THIS)
        || stack.contains(Opcodes.UNINITIALIZED_THIS);
  }

  void push(Object type) {
    append(stack, type);
  }

  /** Pushes what a method returns or a field holds; nothing for {@code void}. */
  void push(Type type) {
    if (type.getSort() != Type.VOID) {
      push(Slots.frameType(type));
    }
  }

  /** Pushes one half of a value as it was taken from the stack. */
  void pushSlot(Object type) {
    stack.add(type);
  }

  Object pop() {
    return stack.isEmpty() ? Opcodes.TOP : stack.remove(stack.size() - 1);
  }

  void pop(int slots) {
    for (int i = 0; i < slots; i++) {
      pop();
    }
  }

  Object local(int slot) {
    return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
  }

  void store(int slot, Object type) {
    int end = slot + (isWide(type) ? 2 : 1);
    while (locals.size() < end) {
      locals.add(Opcodes.TOP);
    }
    locals.set(slot, type);
    if (isWide(type)) {
      locals.set(slot + 1, Opcodes.TOP);
    }
    if (slot > 0 && isWide(locals.get(slot - 1))) {
      locals.set(slot - 1, Opcodes.TOP);
    }
  }

  /** An object has been made: what was raw is of its class now. */
  void initialize(Object raw, String type) {
    replace(locals, raw, type);
    replace(stack, raw, type);
  }

  private static void replace(List<Object> types, Object from, Object to) {
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) == from) {
        types.set(i, to);
      }
    }
  }

  /**
   * Returns what holds on two ways alike.
   *
   * @throws IllegalArgumentException if the operand stacks are not equally high
   */
  TypeState mergedWith(TypeState other) {
    if (stack.size() != other.stack.size()) {
      throw new IllegalArgumentException("two heights of the stack");
    }
    return new TypeState(
        merged(locals, other.locals),
        merged(stack, other.stack),
        phase == other.phase ? phase : Phase.UNCLEAR);
  }

  private static List<Object> merged(List<Object> some, List<Object> others) {
    List<Object> merged = new ArrayList<>();
    for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
      merged.add(merged(some.get(i), others.get(i)));
    }
    return merged;
  }

  private static Object merged(Object one, Object other) {
    if (one.equals(other)) {
      return one;
    }
    return isReference(one) && isReference(other) ? OBJECT : Opcodes.TOP;
  }

  /** Returns whether a type is one of an object that is made, or null. */
  static boolean isReference(Object type) {
    return type instanceof String || type == Opcodes.NULL;
  }

  /** Returns the local variables as a frame has them, or null if one is not made yet. */
  Object @Nullable [] localsOfFrame() {
    List<Object> frame = new ArrayList<>();
    for (int i = 0; i < locals.size(); i++) {
      Object type = locals.get(i);
      if (!(type instanceof String || type instanceof Integer)) {
        return null;
      }
      frame.add(type);
      i += isWide(type) ? 1 : 0;
    }
    return frame.toArray();
  }
}
