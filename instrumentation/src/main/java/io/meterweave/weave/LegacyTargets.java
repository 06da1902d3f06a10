// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * A method's targets in the shapes that static calls use.
 *
 * <p>Immutable.
 *
 * @param start {@code ()long}
 * @param open {@code (long, Object[])Object}
 * @param close {@code (long, Object, Object)void}
 * @param fail {@code (long, Object, Throwable)void}
 */
record LegacyTargets(MethodHandle start, MethodHandle open, MethodHandle close, MethodHandle fail) {
  static LegacyTargets of(CallTargets targets, MethodSpec spec) {
    int captured = spec.capturedParameters().size();
    MethodHandle open =
        targets
            .open()
            .asType(MethodType.genericMethodType(captured + 1).changeParameterType(0, long.class))
            .asSpreader(Object[].class, captured);
    return new LegacyTargets(targets.start(), open, targets.close(), targets.fail());
  }
}
