// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Writes a constructor anew: its call begins where {@link ConstructorFlow} says, and a Throwable
 * from before that passes unseen.
 *
 * <p>Confined to the thread that weaves the class.
 */
final class ConstructorWeaver extends MethodWeaver {
  private final ConstructorFlow flow;
  private final Slots slots;

  ConstructorWeaver(
      MethodVisitor writer,
      WovenMethod method,
      CallWriter calls,
      Slots slots,
      boolean hasFrames,
      MethodShape shape,
      ConstructorFlow flow) {
    super(writer, method, calls, slots, hasFrames, shape);
    this.flow = flow;
    this.slots = slots;
  }

  @Override
  void enter() {
    // Not yet: the object is not made.
  }

  @Override
  void before(int instruction) {
    if (flow.isCovered(instruction)) {
      openBody();
    } else {
      closeBody();
    }
  }

  @Override
  void after(int instruction) {
    Object[] locals = flow.beginnings().get(instruction);
    if (locals != null) {
      begin(slots.padded(locals, locals.length));
    }
  }
}
