// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The marked methods of interfaces that a class implements by code which it inherits from a class
 * without the interface, {@code class Both extends Base implements Api {}}.
 *
 * <p>Confined to the thread that reads the class.
 */
/*
 * Problem: the mark stands on Api.go, the code is Base.go, and only Both says that the one implements
 * the other. No method of Both can be woven, for it has none.
 *
 * Choice: whoever wrote this is told, in the weave report, which class to change and how; it is one
 * annotation, or an override of three lines. If the base is not public and the class is, the compiler
 * has written that override, as a bridge, and then this is measured.
 *
 * Rejected: weaving Base.go when Both is seen, with a look at each receiver. Base may be loaded long
 * before, so it would have to be changed while it runs; what is counted would depend on the order of
 * loading, and begin some time after Both does. Every call of Base.go on other objects would pay for
 * the look, and Base may belong to another loader, which knows nothing of Api. Adding an override to
 * Both: nothing changes a class's shape.
 *
 * It is asked at the class that joins the two; below it everything is inherited by the rules. Classes
 * between are read again, as they pass nothing on and nothing of them is kept; few hierarchies come
 * this far.
 */
final class InheritedCode {
  private static final int DEEPEST = 200;

  /**
   * A marked method of an interface for which the class has no method of its own.
   *
   * @param declaration the interface's method
   * @param door the bridge that leads to the inherited code and is to be measured, or null
   * @param complaint why the mark reaches nothing and what to do; empty if all is well
   */
  record Item(ClassFindings.Member declaration, @Nullable DeclaredMethod door, String complaint) {}

  /** Where a method's code is; of a library's class no more is known than the name. */
  private record Code(
      String className, @Nullable DeclaredType type, @Nullable DeclaredMethod method) {}

  private final DeclaredType owner;
  private final List<DeclaredType> above;
  private final KnownTypes types;

  /**
   * Looks at one class.
   *
   * @param above the types above it that pass marks on
   */
  InheritedCode(DeclaredType owner, List<DeclaredType> above, KnownTypes types) {
    this.owner = owner;
    this.above = above;
    this.types = types;
  }

  /** Returns an item for each method of an interface that comes to the class here. */
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    String superName = owner.superName();
    if (superName == null
        || owner.interfaces().isEmpty()
        || owner.is(Opcodes.ACC_INTERFACE)
        || owner.isGenerated()) {
      return items;
    }
    DeclaredType superclass = types.supertype(superName);
    List<DeclaredType> before = superclass == null ? List.of() : types.supertypes(superclass);
    for (DeclaredType type : above) {
      if (type.is(Opcodes.ACC_INTERFACE) && !DeclaredType.isAmong(before, type.internalName())) {
        for (DeclaredMethod method : type.methods) {
          addItem(type, method, superName, items);
        }
      }
    }
    return items;
  }

  private void addItem(
      DeclaredType type, DeclaredMethod method, String superName, List<Item> items) {
    List<Mark> marks =
        method.isVirtual() && !method.isBridge()
            ? DeclaredMarks.passedOn(DeclaredMarks.of(type, type.marks, method))
            : List.of();
    DeclaredMethod own = owner.virtualMethod(method.name(), method.descriptor());
    if (marks.isEmpty() || (own != null && own.superTarget == null)) {
      return;
    }
    String descriptor = own == null ? method.descriptor() : own.superTarget;
    Code code = code(superName, method.name(), descriptor);
    if (code == null || (code.type() == null && !isRun(code.className(), method))) {
      return;
    }
    List<Mark> measured = measured(code);
    List<Mark> missing = new AskedMetrics(measured).missing(marks);
    boolean isDoor = own != null && own.descriptor().equals(descriptor) && measured.isEmpty();
    boolean isFine = missing.isEmpty() || isDoor || isSaid(method, items);
    items.add(
        new Item(
            ClassFindings.Member.of(type, method),
            isDoor && !isSaid(method, items) ? own : null,
            isFine ? "" : complaint(type, method, missing, code)));
  }

  /** Returns whether a further interface asks for a method of which all was said. */
  private static boolean isSaid(DeclaredMethod method, List<Item> items) {
    for (Item item : items) {
      if ((item.door() != null || !item.complaint().isEmpty())
          && item.declaration().methodName().equals(method.name())
          && item.declaration().descriptor().equals(method.descriptor())) {
        return true;
      }
    }
    return false;
  }

  /** Returns what the class runs when a method is called, or null if that cannot be known. */
  private @Nullable Code code(String superName, String name, @Nullable String descriptor) {
    String at = superName;
    String wanted = descriptor;
    for (int depth = 0; at != null && wanted != null && depth < DEEPEST; depth++) {
      DeclaredType type = types.superclass(at);
      if (type == null) {
        return LibraryTypes.isPlain(at) ? new Code(at.replace('/', '.'), null, null) : null;
      }
      DeclaredMethod method = type.virtualMethod(name, wanted);
      if (method == null) {
        at = type.superName();
      } else if (!method.isBridge()) {
        return method.is(Opcodes.ACC_ABSTRACT) ? null : new Code(type.binaryName(), type, method);
      } else if (method.bridgeTarget != null) {
        wanted = method.bridgeTarget;
      } else {
        wanted = method.superTarget;
        at = type.superName();
      }
    }
    return null;
  }

  /** Returns whether the code for a method can only be that of a library's class. */
  private boolean isRun(String library, DeclaredMethod method) {
    if (owner.is(Opcodes.ACC_ABSTRACT)) {
      return false;
    }
    for (DeclaredType type : above) {
      DeclaredMethod other = type.virtualMethod(method.name(), method.descriptor());
      if (other != null && !other.is(Opcodes.ACC_ABSTRACT)) {
        return false;
      }
    }
    String signature = method.name() + method.descriptor();
    return !library.equals("java.lang.Object")
        || signature.equals("toString()Ljava/lang/String;")
        || signature.equals("hashCode()I")
        || signature.equals("equals(Ljava/lang/Object;)Z");
  }

  /** Returns what is asked of inherited code, whoever implements it. */
  private List<Mark> measured(Code code) {
    List<Mark> marks = new ArrayList<>();
    if (code.type() != null && code.method() != null) {
      MarkedMethod method = new Overrides(code.type(), types).resolve(code.method());
      if (method != null) {
        for (Declaration declaration : method.declarations()) {
          marks.addAll(declaration.marks());
        }
      }
    }
    return marks;
  }

  private String complaint(
      DeclaredType type, DeclaredMethod method, List<Mark> missing, Code code) {
    StringJoiner marks = new StringJoiner(" and ");
    for (Mark mark : missing) {
      marks.add("@" + mark.simpleName());
    }
    String base = code.className();
    String mark =
        code.method() == null ? "" : "mark " + base + "." + signature(code.method()) + ", or ";
    return owner.binaryName()
        + " inherits "
        + signature(method)
        + " from "
        + base
        + ", which does not implement "
        + type.binaryName()
        + ", so "
        + marks
        + " of "
        + type.binaryName()
        + "."
        + signature(method)
        + " does not reach it; "
        + mark
        + "override "
        + signature(method)
        + " in "
        + owner.binaryName()
        + ".";
  }

  private static String signature(DeclaredMethod method) {
    StringJoiner parameters = new StringJoiner(", ", method.name() + "(", ")");
    for (Type type : Type.getArgumentTypes(method.descriptor())) {
      String name = type.getClassName();
      parameters.add(name.substring(name.lastIndexOf('.') + 1));
    }
    return parameters.toString();
  }
}
