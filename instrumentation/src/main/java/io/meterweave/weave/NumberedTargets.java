// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * A method's targets as calls by number use them.
 *
 * <p>Thread-safe.
 */
final class NumberedTargets {
  private final CallTargets targets;
  private final int captured;
  private volatile @Nullable MethodHandle start;
  private volatile @Nullable MethodHandle open;

  /**
   * Wraps the targets of a method.
   *
   * @param captured how many parameters the method's {@code open} takes
   */
  NumberedTargets(CallTargets targets, int captured) {
    this.targets = targets;
    this.captured = captured;
  }

  /** Returns targets that do nothing. */
  static NumberedTargets idle() {
    return new NumberedTargets(
        new CallTargets(
            MethodHandles.constant(long.class, CallTargets.NOT_STARTED),
            MethodHandles.empty(MethodType.methodType(Object.class, long.class)),
            MethodHandles.empty(
                MethodType.methodType(void.class, long.class, Object.class, Object.class)),
            MethodHandles.empty(
                MethodType.methodType(void.class, long.class, Object.class, Throwable.class))),
        0);
  }

  /** {@code (Object)long}, with the receiver where it is asked for; made like {@link #open}. */
  MethodHandle start() {
    MethodHandle generic = start;
    if (generic == null) {
      MethodHandle given = targets.start();
      generic =
          given.type().parameterCount() > 0
              ? given
              : MethodHandles.dropArguments(given, 0, Object.class);
      start = generic;
    }
    return generic;
  }

  /** {@code (long, Object[])Object}; made when it is first asked for, most methods never do. */
  MethodHandle open() {
    MethodHandle spread = open;
    if (spread == null) {
      MethodType generic =
          MethodType.genericMethodType(captured + 1).changeParameterType(0, long.class);
      spread = targets.open().asType(generic).asSpreader(Object[].class, captured);
      open = spread;
    }
    return spread;
  }

  /** {@code (long, Object, Object)void}. */
  MethodHandle close() {
    return targets.close();
  }

  /** {@code (long, Object, Throwable)void}. */
  MethodHandle fail() {
    return targets.fail();
  }
}
