// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A class as it stands in its file, as far as marks go.
 *
 * <p>Confined to the thread that reads the class; unchanged from then on.
 */
final class DeclaredType {
  private final int access;
  private final String internalName;
  private final @Nullable String superName;
  private final List<String> interfaces;

  final List<Mark> marks = new ArrayList<>();

  /** The descriptors of the annotations that are no marks. */
  final List<String> annotations = new ArrayList<>();

  final List<DeclaredMethod> methods = new ArrayList<>();
  @Nullable String nestedName;

  /** Whether all its annotations could be looked at. */
  boolean isWhole = true;

  /** Whether it keeps its one instance as Kotlin's objects do. */
  boolean isSingleton;

  DeclaredType(
      int access, String internalName, @Nullable String superName, List<String> interfaces) {
    this.access = access;
    this.internalName = internalName;
    this.superName = superName;
    this.interfaces = interfaces;
  }

  String internalName() {
    return internalName;
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

  @Nullable String superName() {
    return superName;
  }

  List<String> interfaces() {
    return interfaces;
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  /** Returns a method that can be overridden, or null if the type declares none of that kind. */
  @Nullable DeclaredMethod virtualMethod(String name, String descriptor) {
    for (DeclaredMethod method : methods) {
      if (method.name().equals(name)
          && method.descriptor().equals(descriptor)
          && method.isVirtual()) {
        return method;
      }
    }
    return null;
  }

  boolean isAnnotation() {
    return is(Opcodes.ACC_ANNOTATION);
  }

  boolean isGenerated() {
    return GeneratedTypes.isGenerated(internalName, superName, interfaces);
  }

  static boolean isAmong(List<DeclaredType> types, String internalName) {
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).internalName.equals(internalName)) {
        return true;
      }
    }
    return false;
  }

  boolean sharesPackageWith(DeclaredType other) {
    int end = internalName.lastIndexOf('/') + 1;
    return end == other.internalName.lastIndexOf('/') + 1
        && internalName.regionMatches(0, other.internalName, 0, end);
  }
}
