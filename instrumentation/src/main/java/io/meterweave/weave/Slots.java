// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The local variables of one woven method: those it had, and behind them ours, so that no variable
 * of the body moves.
 *
 * <p>Immutable.
 *
 * <pre>
 *   0 … own-1      the method's own
 *   own, own+1     long: the start
 *   own+2          Object: the state, if there is one
 *   then           the result, while it returns; the Throwable, while it throws
 * </pre>
 */
final class Slots {
  private static final String THROWABLE = "java/lang/Throwable";
  private static final String OBJECT = "java/lang/Object";

  private final int own;
  private final boolean hasState;
  private final Type result;
  private final List<Object> parameters;

  Slots(String owner, WovenMethod method, int own) {
    this.own = own;
    this.hasState = method.spec().needsState();
    this.result = Type.getReturnType(method.spec().descriptor());
    this.parameters = parameterFrame(owner, method);
  }

  private static List<Object> parameterFrame(String owner, WovenMethod method) {
    List<Object> frame = new ArrayList<>();
    if (!method.spec().isStatic()) {
      frame.add(owner);
    }
    for (Type type : Type.getArgumentTypes(method.spec().descriptor())) {
      frame.add(frameType(type));
    }
    return frame;
  }

  int start() {
    return own;
  }

  boolean hasState() {
    return hasState;
  }

  int state() {
    return own + 2;
  }

  /** The slot of the result, and of the Throwable; the two never live at the same time. */
  int outcome() {
    return own + (hasState ? 3 : 2);
  }

  /** How many slots the woven method has. */
  int total() {
    return outcome() + Math.max(1, result.getSize());
  }

  Type result() {
    return result;
  }

  /** The variables at the method's first own instruction. */
  Object[] atEntry() {
    return padded(parameters.toArray(), parameters.size());
  }

  /** The variables that can be relied on wherever the body is left by a Throwable. */
  Object[] atFailure() {
    return padded(new Object[0], 0);
  }

  /** The same, with the Throwable put away. */
  Object[] atRethrow() {
    return with(atFailure(), THROWABLE);
  }

  /** The variables while the method returns, with the result put away. */
  Object[] atReturn() {
    return result.getSort() == Type.VOID ? atFailure() : with(atFailure(), frameType(result));
  }

  /** Appends our variables to those of a frame of the body. */
  Object[] padded(@Nullable Object[] locals, int count) {
    List<Object> frame = new ArrayList<>(own + 2);
    int slots = 0;
    for (int i = 0; i < count; i++) {
      Object local = locals[i];
      frame.add(local);
      slots += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slots < own; slots++) {
      frame.add(Opcodes.TOP);
    }
    frame.add(Opcodes.LONG);
    if (hasState) {
      frame.add(OBJECT);
    }
    return frame.toArray();
  }

  private static Object[] with(Object[] frame, Object last) {
    Object[] longer = Arrays.copyOf(frame, frame.length + 1);
    longer[frame.length] = last;
    return longer;
  }

  static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.OBJECT -> type.getInternalName();
      case Type.ARRAY -> type.getDescriptor();
      default -> Opcodes.INTEGER;
    };
  }
}
