// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
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
 * annotation, or an override of three lines. Only what can be done is named: nobody overrides a final
 * method, and of the JDK's final ones nothing is said if the mark stands on the whole interface and
 * nobody may have thought of that method. If the base is not public and the class is, the compiler
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
   */
  record Item(ClassFindings.Member declaration, @Nullable DeclaredMethod door) {}

  /** Where a method's code is; of a library's class no more is known than the name. */
  private record Code(
      String className, @Nullable DeclaredType type, @Nullable DeclaredMethod method) {
    Finality finality(DeclaredMethod declaration) {
      return method == null ? Finality.ofLibrary(className, declaration) : Finality.of(method);
    }
  }

  private final DeclaredType owner;
  private final List<DeclaredType> above;
  private final KnownTypes types;
  private final List<Item> items = new ArrayList<>();
  private final Map<String, Unreached> unreached = new LinkedHashMap<>();

  /**
   * Looks at one class.
   *
   * @param above the types above it that pass marks on
   */
  InheritedCode(DeclaredType owner, List<DeclaredType> above, KnownTypes types) {
    this.owner = owner;
    this.above = above;
    this.types = types;
    if (owner.superName() != null
        && !owner.interfaces().isEmpty()
        && !owner.is(Opcodes.ACC_INTERFACE)
        && !owner.isGenerated()) {
      look(owner.superName());
    }
  }

  /** Returns an item for each method of an interface that comes to the class here. */
  List<Item> items() {
    return items;
  }

  /** Returns the methods of which something is asked in vain. */
  List<Unreached> unreached() {
    List<Unreached> all = new ArrayList<>();
    for (Unreached method : unreached.values()) {
      if (!method.isEmpty()) {
        all.add(method);
      }
    }
    return all;
  }

  private void look(String superName) {
    DeclaredType superclass = types.supertype(superName);
    List<DeclaredType> before = superclass == null ? List.of() : types.supertypes(superclass);
    for (DeclaredType type : above) {
      if (type.is(Opcodes.ACC_INTERFACE) && !DeclaredType.isAmong(before, type.internalName())) {
        for (DeclaredMethod method : type.methods) {
          look(type, method, superName);
        }
      }
    }
  }

  private void look(DeclaredType type, DeclaredMethod method, String superName) {
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
    boolean isDoor = own != null && own.descriptor().equals(descriptor) && measured.isEmpty();
    DeclaredMethod door = isDoor ? own : null;
    items.add(new Item(ClassFindings.Member.of(type, method), isOpened(door) ? null : door));
    if (!isDoor) {
      complain(type, method, marks, code, measured);
    }
  }

  /** Returns whether a further interface asks for the same. */
  private boolean isOpened(@Nullable DeclaredMethod door) {
    for (Item item : items) {
      if (item.door() == door) {
        return true;
      }
    }
    return false;
  }

  private void complain(
      DeclaredType type, DeclaredMethod method, List<Mark> marks, Code code, List<Mark> measured) {
    String key = method.name() + method.descriptor();
    Unreached complaint = unreached.get(key);
    if (complaint == null) {
      complaint =
          new Unreached(owner.binaryName(), code.className(), code.method(), code.finality(method));
      unreached.put(key, complaint);
    }
    for (DeclaredType said : complaint.types()) {
      if (DeclaredType.isAmong(types.supertypes(said), type.internalName())) {
        return;
      }
    }
    List<Mark> known = new ArrayList<>(measured);
    known.addAll(complaint.marks());
    List<Mark> missing = new AskedMetrics(known).missing(complaint.worthSaying(marks));
    if (!missing.isEmpty()) {
      complaint.add(type, method, missing);
    }
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
}
