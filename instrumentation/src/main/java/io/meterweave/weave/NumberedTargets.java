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
  private final @Nullable LinkedMethod method;
  private final Begin on;
  private final Begin off;
  private volatile boolean isOff;

  /**
   * Wraps the targets of a method.
   *
   * @param captured how many parameters the method's {@code open} takes
   * @param method whose they are, or null if they are nobody's
   */
  NumberedTargets(CallTargets targets, int captured, @Nullable LinkedMethod method) {
    this.targets = targets;
    this.method = method;
    this.on = new Begin(targets.start(), targets.open(), captured);
    this.off = new Begin(targets.off().start(), targets.off().open(), captured);
  }

  /** Returns targets that do nothing. */
  static NumberedTargets idle() {
    return new NumberedTargets(
        new CallTargets(
            CallTargets.nothing(),
            MethodHandles.empty(MethodType.methodType(Object.class, long.class)),
            MethodHandles.empty(
                MethodType.methodType(void.class, long.class, Object.class, Object.class)),
            MethodHandles.empty(
                MethodType.methodType(void.class, long.class, Object.class, Throwable.class))),
        0,
        null);
  }

  /** Has the method do what its switch says. */
  void follow() {
    if (method != null) {
      method.follow();
    }
  }

  /** Begins calls from now on as a method does that is switched off, or as one that is on. */
  void switchOff(boolean newIsOff) {
    isOff = newIsOff;
  }

  /** {@code (Object)long}, with the receiver where it is asked for. */
  MethodHandle start() {
    return (isOff ? off : on).start();
  }

  /** {@code (long, Object[])Object}. */
  MethodHandle open() {
    return (isOff ? off : on).open();
  }

  /** {@code (long, Object, Object)void}. */
  MethodHandle close() {
    return targets.close();
  }

  /** {@code (long, Object, Throwable)void}. */
  MethodHandle fail() {
    return targets.fail();
  }

  /** The begin of a call; its handles are made when they are first asked for, most never are. */
  private static final class Begin {
    private final MethodHandle givenStart;
    private final MethodHandle givenOpen;
    private final int captured;
    private volatile @Nullable MethodHandle start;
    private volatile @Nullable MethodHandle open;

    Begin(MethodHandle givenStart, MethodHandle givenOpen, int captured) {
      this.givenStart = givenStart;
      this.givenOpen = givenOpen;
      this.captured = captured;
    }

    MethodHandle start() {
      MethodHandle generic = start;
      if (generic == null) {
        generic =
            givenStart.type().parameterCount() > 0
                ? givenStart
                : MethodHandles.dropArguments(givenStart, 0, Object.class);
        start = generic;
      }
      return generic;
    }

    MethodHandle open() {
      MethodHandle spread = open;
      if (spread == null) {
        MethodType generic =
            MethodType.genericMethodType(captured + 1).changeParameterType(0, long.class);
        spread = givenOpen.asType(generic).asSpreader(Object[].class, captured);
        open = spread;
      }
      return spread;
    }
  }
}
