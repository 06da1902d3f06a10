// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.Lineage;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A method that asks for something, with all that was asked: on itself, on its class, on what it
 * overrides, by annotations of annotations, by patterns.
 *
 * <p>Immutable.
 *
 * @param owner the class that declares it
 * @param simpleName the simple name of the class that people know: not of a generated one
 * @param declared the method itself
 * @param declarations where the marks stand, the nearest first; never empty. A marked parameter of
 *     a method that is not marked itself gives one without marks
 * @param lineage how it stands to what it overrides
 * @param implemented the marked methods without code that it implements
 */
record MarkedMethod(
    DeclaredType owner,
    String simpleName,
    DeclaredMethod declared,
    List<Declaration> declarations,
    Lineage lineage,
    List<ClassFindings.Member> implemented) {

  String name() {
    return declared.name();
  }

  String descriptor() {
    return declared.descriptor();
  }

  int access() {
    return declared.access();
  }

  boolean isStatic() {
    return is(Opcodes.ACC_STATIC);
  }

  boolean isConstructor() {
    return name().equals("<init>");
  }

  boolean is(int flag) {
    return (access() & flag) != 0;
  }

  /**
   * Returns whether the compiler may have copied its marks from a component of a record, to all
   * that comes of it.
   */
  boolean mayBeOfComponent() {
    return "java/lang/Record".equals(owner.superName())
        && (isConstructor() || descriptor().startsWith("()"));
  }

  /** Returns whether anything asks for a measurement of its calls. */
  boolean isMarked() {
    for (Declaration declaration : declarations) {
      if (!declaration.marks().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
