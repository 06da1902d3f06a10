// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * What runs in the calls of one woven method: the border between {@code weave}, which asks, and
 * {@code plan}, which answers.
 *
 * <p>A call runs {@code start}, {@code open} if {@link MethodSpec#needsState()}, the method itself,
 * and then exactly one of {@code close} and {@code fail}. A start that failed hands {@link
 * #NOT_STARTED} on, an open that failed null; close and fail then do nothing.
 *
 * <p>While the method is switched off, {@code start} and {@code open} are those of {@link #off};
 * the ends stay, for calls that began before.
 *
 * <p>Immutable; the handles are called from any thread. They do not throw, but for the errors of an
 * exhausted JVM.
 *
 * @param start {@code ()long}, or {@code (Object receiver)long} if {@link
 *     MethodSpec#startsWithReceiver()}: the start time of the call, as {@link System#nanoTime()}
 *     has it, or {@link #NOT_STARTED}
 * @param open {@code (long, P…)Object}: the state of the call; P… is what {@link
 *     MethodSpec#captured()} says, references as {@code Object}, primitives as they are
 * @param close {@code (long, Object state, Object result)void}; a primitive result comes boxed
 * @param fail {@code (long, Object state, Throwable)void}
 * @param off how calls begin that are not recorded
 */
public record CallTargets(
    MethodHandle start, MethodHandle open, MethodHandle close, MethodHandle fail, Off off) {
  /** The start of a call that is not measured. */
  public static final long NOT_STARTED = Long.MIN_VALUE;

  /**
   * How the calls of a method begin while it is switched off.
   *
   * @param start takes what the other start takes, or nothing
   * @param open takes what the other open takes
   */
  public record Off(MethodHandle start, MethodHandle open) {}

  /** Makes targets of which nothing is left while the method is switched off. */
  public CallTargets(MethodHandle start, MethodHandle open, MethodHandle close, MethodHandle fail) {
    this(start, open, close, fail, new Off(nothing(), open));
  }

  /** Returns a start that starts nothing, {@code ()long}. */
  public static MethodHandle nothing() {
    return MethodHandles.constant(long.class, NOT_STARTED);
  }

  /** Makes the targets of a method when its first call site is linked. */
  @FunctionalInterface
  public interface Factory {
    /**
     * Resolves a spec against the class that holds the method. Called once per woven method; may
     * throw, and the method's calls then do nothing.
     *
     * @param method the number of the woven method
     * @param caller the full lookup of the class that holds the method
     */
    CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller);
  }
}
