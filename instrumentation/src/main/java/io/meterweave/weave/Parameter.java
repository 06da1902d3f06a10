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
  /** Returns the captured parameters of a method, first to last. */
  static List<Parameter> captured(MethodSpec spec) {
    List<Integer> wanted = spec.capturedParameters();
    List<Parameter> captured = new ArrayList<>(wanted.size());
    Type[] types = Type.getArgumentTypes(spec.descriptor());
    int slot = spec.isStatic() ? 0 : 1;
    for (int i = 0; i < types.length; i++) {
      if (wanted.contains(i)) {
        captured.add(new Parameter(types[i], slot));
      }
      slot += types[i].getSize();
    }
    return captured;
  }
}
