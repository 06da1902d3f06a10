// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Writes the four calls of a woven method: by invokedynamic, or by static calls where the class
 * file is too old for it.
 *
 * <p>Confined to the thread that weaves the class.
 */
interface CallWriter {
  /** Leaves the start on the stack. */
  void start(MethodVisitor code);

  /** Takes start and parameters from their slots and leaves the state on the stack. */
  void open(MethodVisitor code, Slots slots);

  /** Takes start, state and result from their slots. */
  void close(MethodVisitor code, Slots slots);

  /** Takes start, state and Throwable from their slots. */
  void fail(MethodVisitor code, Slots slots);

  /** How many slots of the operand stack the calls need at most. */
  int stack();
}
