// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A class as it stands in its file, as far as marks go.
 *
 * <p>Confined to the thread that reads the class.
 */
final class MarkedClass extends ClassVisitor {
  private final List<MarkedMethod> methods = new ArrayList<>();
  private String internalName = "";
  private @Nullable String nestedName;

  MarkedClass() {
    super(Opcodes.ASM9);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    internalName = name;
  }

  @Override
  public void visitInnerClass(
      String name, @Nullable String outer, @Nullable String inner, int access) {
    if (name.equals(internalName)) {
      nestedName = inner;
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MarkedMethod method = new MarkedMethod(access, name, descriptor);
    methods.add(method);
    return method;
  }

  String binaryName() {
    return internalName.replace('/', '.');
  }

  /** Returns the name without package and outer class. */
  String simpleName() {
    return nestedName != null
        ? nestedName
        : internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  /** The marked methods, without the bridges to which compilers copy the marks. */
  List<MarkedMethod> markedMethods() {
    List<MarkedMethod> marked = new ArrayList<>();
    for (MarkedMethod method : methods) {
      if (method.isMarked() && !method.is(Opcodes.ACC_BRIDGE)) {
        marked.add(method);
      }
    }
    return marked;
  }
}
