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
 * Finds a parameter by its name: from {@code MethodParameters}, else from the {@code
 * LocalVariableTable}; {@code arg0}, {@code arg1} … are always known.
 *
 * <p>Confined to the thread that reads the class.
 */
final class ParameterNames {
  private final ClassReader reader;
  private final MarkedMethod method;
  private @Nullable List<@Nullable String> debugNames;

  ParameterNames(ClassReader reader, MarkedMethod method) {
    this.reader = reader;
    this.method = method;
  }

  /** Returns the index of the parameter with that name, or -1. */
  int indexOf(String name) {
    int index = method.parameterNames.indexOf(name);
    if (index < 0 && !hasMethodParameters()) {
      index = debugNames().indexOf(name);
    }
    return index >= 0 ? index : positionOf(name);
  }

  /** Returns the names that a label can use, for a message. */
  String known() {
    StringBuilder known = new StringBuilder();
    List<@Nullable String> names = hasMethodParameters() ? method.parameterNames : debugNames();
    for (int i = 0; i < method.parameterCount; i++) {
      String name = i < names.size() ? names.get(i) : null;
      known.append(i == 0 ? "" : ", ").append(name == null ? "arg" + i : name);
    }
    return known.length() == 0 ? "it has none" : known.toString();
  }

  private boolean hasMethodParameters() {
    return method.parameterNames.size() == method.parameterCount
        && method.parameterNames.indexOf(null) < 0;
  }

  private int positionOf(String name) {
    for (int i = 0; i < method.parameterCount; i++) {
      if (name.equals("arg" + i)) {
        return i;
      }
    }
    return -1;
  }

  private List<@Nullable String> debugNames() {
    if (debugNames == null) {
      DebugNames found = new DebugNames();
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              boolean isIt = name.equals(method.name) && descriptor.equals(method.descriptor);
              return isIt ? found : null;
            }
          },
          ClassReader.SKIP_FRAMES);
      debugNames = found.names;
    }
    return debugNames;
  }

  /** Reads the variables that live from the method's first instruction on. */
  private final class DebugNames extends MethodVisitor {
    private final List<@Nullable String> names = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private @Nullable Label first;
    private boolean hasBegun;

    DebugNames() {
      super(Opcodes.ASM9);
      int slot = method.is(Opcodes.ACC_STATIC) ? 0 : 1;
      for (Type type : Type.getArgumentTypes(method.descriptor)) {
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
  }
}
