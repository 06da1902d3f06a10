// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * A parameter that the start of a call wants to see.
 *
 * <p>Immutable.
 *
 * @param type its declared type
 * @param slot its local variable
 */
record Parameter(Type type, int slot) {
  private static final Type RECEIVER = Type.getObjectType("java/lang/Object");

  /** Returns what is captured of a call, as {@link MethodSpec#captured()} orders it. */
  static List<Parameter> captured(MethodSpec spec) {
    List<Integer> wanted = spec.captured();
    List<Parameter> captured = new ArrayList<>(wanted.size());
    Type[] types = Type.getArgumentTypes(spec.descriptor());
    int slot = spec.isStatic() ? 0 : 1;
    if (wanted.contains(MethodSpec.RECEIVER)) {
      captured.add(new Parameter(RECEIVER, 0));
    }
    for (int i = 0; i < types.length; i++) {
      if (wanted.contains(i)) {
        captured.add(new Parameter(types[i], slot));
      }
      slot += types[i].getSize();
    }
    return captured;
  }

  /** Returns whether it is still in its slot, given the local variables as a frame has them. */
  boolean isIn(Object[] locals) {
    int at = 0;
    for (Object local : locals) {
      if (at == slot) {
        return type.getSort() >= Type.ARRAY
            ? TypeState.isReference(local)
            : Slots.frameType(type).equals(local);
      }
      at += TypeState.isWide(local) ? 2 : 1;
    }
    return false;
  }
}
