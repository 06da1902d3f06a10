// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What the marks of one declaration mean: those on a method, and those on its class for it.
 *
 * <p>Confined to the thread that reads the class.
 */
final class DeclaredMarks {
  private static final int DEEPEST = 200;
  private static final int NOT_MEANT_BY_CLASS = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private DeclaredMarks() {}

  /** Returns a type's marks for a method: the method's, and the class's of other kinds. */
  static List<Mark> of(DeclaredType type, List<Mark> classMarks, DeclaredMethod method) {
    List<Mark> marks = new ArrayList<>();
    addNew(marks, method.marks);
    if (!classMarks.isEmpty() && isMeantByClass(type, method)) {
      List<Mark> ofClass = new ArrayList<>();
      for (Mark mark : classMarks) {
        if (mark.type().isForClasses() && mark.type().role() == MarkType.Role.CALL) {
          ofClass.add(mark.origin().isEmpty() ? mark.from(Mark.ON_CLASS) : mark);
        }
      }
      addNew(marks, ofClass);
    }
    return marks;
  }

  /** Returns the marks on a class, and those of other kinds that a class above it passes on. */
  static List<Mark> ofClass(DeclaredType owner, KnownTypes types) {
    List<Mark> marks = new ArrayList<>(owner.marks);
    DeclaredType above = superclass(owner, types);
    for (int depth = 0; above != null && depth < DEEPEST; depth++) {
      List<Mark> passedOn = new ArrayList<>();
      for (Mark mark : above.marks) {
        if (mark.type().isForSubclasses()) {
          passedOn.add(mark);
        }
      }
      addNew(marks, passedOn);
      above = superclass(above, types);
    }
    return marks;
  }

  private static @Nullable DeclaredType superclass(DeclaredType type, KnownTypes types) {
    return type.superName() == null ? null : types.supertype(type.superName());
  }

  /** Returns those of a method's marks that reach what implements or overrides it. */
  static List<Mark> passedOn(List<Mark> marks) {
    List<Mark> passedOn = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.type().isInherited()) {
        passedOn.add(mark);
      }
    }
    return passedOn;
  }

  /** Returns whether marks of a method without code mean any of those that implement it. */
  static boolean reachImplementations(DeclaredType type, List<Mark> marks) {
    for (Mark mark : marks) {
      boolean isOfSubclasses = mark.isOnClass() && mark.type().isForSubclasses();
      if (mark.type().isInherited() || (isOfSubclasses && !type.is(Opcodes.ACC_INTERFACE))) {
        return true;
      }
    }
    return false;
  }

  /** Adds the marks of kinds that are not there yet; of a kind that cannot repeat, the first. */
  private static void addNew(List<Mark> marks, List<Mark> further) {
    int before = marks.size();
    for (Mark mark : further) {
      int end = mark.type().isRepeatable() ? before : marks.size();
      if (!hasKind(marks, end, mark)) {
        marks.add(mark);
      }
    }
  }

  /** Returns whether one of the first marks is of the same kind. */
  static boolean hasKind(List<Mark> marks, int end, Mark mark) {
    for (int i = 0; i < end; i++) {
      if (marks.get(i).descriptor().equals(mark.descriptor())) {
        return true;
      }
    }
    return false;
  }

  /** Every public method that somebody wrote; what compilers add to a class is not meant. */
  private static boolean isMeantByClass(DeclaredType type, DeclaredMethod method) {
    if (!method.is(Opcodes.ACC_PUBLIC)
        || method.is(NOT_MEANT_BY_CLASS)
        || method.name().startsWith("<")
        || method.annotations.contains("Lgroovy/transform/Generated;")
        || method.annotations.contains("Lgroovy/transform/Internal;")) {
      return false;
    }
    String signature = method.name() + method.descriptor();
    if (type.is(Opcodes.ACC_ENUM) && method.is(Opcodes.ACC_STATIC)) {
      String self = "L" + type.internalName() + ";";
      return !signature.equals("values()[" + self)
          && !signature.equals("valueOf(Ljava/lang/String;)" + self);
    }
    // Of these three a compiler makes final ones for a record, people hardly do.
    return !("java/lang/Record".equals(type.superName())
        && method.is(Opcodes.ACC_FINAL)
        && (signature.equals("toString()Ljava/lang/String;")
            || signature.equals("hashCode()I")
            || signature.equals("equals(Ljava/lang/Object;)Z")));
  }
}
