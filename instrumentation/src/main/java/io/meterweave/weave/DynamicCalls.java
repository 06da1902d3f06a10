// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the calls as {@code invokedynamic}, for class files of version 51 and newer; but a {@code
 * fail} as a static call, for it may come at the end of the stack, where nothing can be linked.
 *
 * <p>Confined to the thread that weaves the class. The descriptors name nothing but {@code long},
 * {@code Object} and {@code Throwable}, so that linking loads no class of the application.
 */
final class DynamicCalls implements CallWriter {
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;I)"
          + "Ljava/lang/invoke/CallSite;";

  private final Handle bootstrap;
  private final int number;
  private final MethodSpec spec;
  private final List<Parameter> captured;
  private final StaticCalls byNumber;

  DynamicCalls(String dispatcher, WovenMethod method) {
    this.bootstrap = new Handle(Opcodes.H_INVOKESTATIC, dispatcher, "bootstrap", BOOTSTRAP, false);
    this.number = method.number();
    this.spec = method.spec();
    this.captured = Parameter.captured(spec);
    this.byNumber = new StaticCalls(dispatcher, method);
  }

  @Override
  public void start(MethodVisitor code) {
    if (spec.startsWithReceiver()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      site(code, "start", "(Ljava/lang/Object;)J");
    } else {
      site(code, "start", "()J");
    }
  }

  @Override
  public void open(MethodVisitor code, Slots slots) {
    StringBuilder descriptor = new StringBuilder("(J");
    code.visitVarInsn(Opcodes.LLOAD, slots.start());
    for (Parameter parameter : captured) {
      code.visitVarInsn(parameter.type().getOpcode(Opcodes.ILOAD), parameter.slot());
      descriptor.append(erased(parameter.type()));
    }
    site(code, "open", descriptor.append(")Ljava/lang/Object;").toString());
  }

  @Override
  public void close(MethodVisitor code, Slots slots) {
    StringBuilder descriptor = new StringBuilder("(J");
    code.visitVarInsn(Opcodes.LLOAD, slots.start());
    if (slots.hasState()) {
      code.visitVarInsn(Opcodes.ALOAD, slots.state());
      descriptor.append("Ljava/lang/Object;");
    }
    if (spec.needsResult()) {
      code.visitVarInsn(slots.result().getOpcode(Opcodes.ILOAD), slots.outcome());
      descriptor.append(erased(slots.result()));
    }
    site(code, "close", descriptor.append(")V").toString());
  }

  @Override
  public void fail(MethodVisitor code, Slots slots) {
    byNumber.fail(code, slots);
  }

  @Override
  public int stack() {
    int parameters = 0;
    for (Parameter parameter : captured) {
      parameters += parameter.type().getSize();
    }
    return Math.max(byNumber.stack(), 2 + parameters);
  }

  private void site(MethodVisitor code, String name, String descriptor) {
    code.visitInvokeDynamicInsn(name, descriptor, bootstrap, number);
  }

  private static String erased(Type type) {
    return type.getSort() >= Type.ARRAY ? "Ljava/lang/Object;" : type.getDescriptor();
  }
}
