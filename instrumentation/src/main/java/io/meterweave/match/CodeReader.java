// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the code of some methods what their declarations do not tell: the names of parameters,
 * from the {@code LocalVariableTable}, and where bridges lead.
 *
 * <p>Confined to the thread that reads the class.
 */
final class CodeReader extends ClassVisitor {
  private final String owner;
  private final List<DeclaredMethod> methods;

  private CodeReader(String owner, List<DeclaredMethod> methods) {
    super(Opcodes.ASM9);
    this.owner = owner;
    this.methods = methods;
  }

  /** Completes the methods; those without code stay as they are. */
  static void complete(ClassReader reader, List<DeclaredMethod> methods) {
    if (!methods.isEmpty()) {
      reader.accept(new CodeReader(reader.getClassName(), methods), ClassReader.SKIP_FRAMES);
    }
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    for (DeclaredMethod method : methods) {
      if (method.name().equals(name) && method.descriptor().equals(descriptor)) {
        return method.isBridge() ? new BridgeCode(owner, method) : new DebugNames(method);
      }
    }
    return null;
  }

  /** Finds the method of the same name that a bridge calls on {@code this}, or on super. */
  private static final class BridgeCode extends MethodVisitor {
    private final String owner;
    private final DeclaredMethod bridge;

    BridgeCode(String owner, DeclaredMethod bridge) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.bridge = bridge;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKESTATIC
          || !name.equals(bridge.name())
          || Type.getArgumentCount(descriptor) != bridge.parameterCount()) {
        return;
      }
      if (type.equals(owner)) {
        bridge.bridgeTarget = descriptor;
      } else if (opcode == Opcodes.INVOKESPECIAL) {
        bridge.superTarget = descriptor;
      }
    }
  }

  /** Reads the variables that live from the method's first instruction on. */
  private static final class DebugNames extends MethodVisitor {
    private final DeclaredMethod method;
    private final List<@Nullable String> names = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private @Nullable Label first;
    private boolean hasBegun;

    DebugNames(DeclaredMethod method) {
      super(Opcodes.ASM9);
      this.method = method;
      int slot = method.is(Opcodes.ACC_STATIC) ? 0 : 1;
      for (Type type : Type.getArgumentTypes(method.descriptor())) {
        slots.add(slot);
        names.add(null);
        slot += type.getSize();
      }
    }

    @Override
    public void visitLabel(Label label) {
      if (!hasBegun) {
        first = label;
        hasBegun = true;
      }
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int slot) {
      int index = slots.indexOf(slot);
      if (index >= 0 && start == first) {
        names.set(index, name);
      }
    }

    @Override
    public void visitEnd() {
      // What MethodParameters tells of some parameters only is worth less than the whole.
      method.parameterNames.clear();
      method.parameterNames.addAll(names);
    }
  }
}
