// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.Lineage;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is asked of the methods of one class: by themselves, by their class, and by the
 * methods that they implement or override.
 *
 * <p>Confined to the thread that reads the class.
 */
/*
 * Of each kind of mark the nearest declaration counts: the method's own, then its class's, then
 * those of the superclasses, then those of the interfaces. But a declaration only speaks in place of
 * one that it overrides itself. Two interfaces that know nothing of each other may both ask for
 * metrics, and whoever looks at those of the one or of the other wants to find the call there: both
 * count, each metric once, by the nearer of the two. A span is one, the nearest's.
 *
 * What a mark says about parameters is read where the mark stands, for there the names and the
 * marked parameters are.
 *
 * A method overrides by name and descriptor. Where a type variable was filled in, the descriptors
 * differ, and the compiler has put a bridge with the inherited descriptor beside the method: so a
 * method overrides whatever a bridge that leads to it overrides. Rejected: comparing generic
 * signatures, which may be missing, and which need every type on the way. Bridges are never measured
 * themselves, though compilers copy the marks to them.
 */
final class Overrides {
  private static final int DEEPEST = 200;
  private static final int NOT_MEANT_BY_CLASS = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private final DeclaredType owner;
  private final KnownTypes types;
  private final List<DeclaredType> above;
  private final boolean isGenerated;
  private final List<Mark> classMarks;

  Overrides(DeclaredType owner, KnownTypes types) {
    this.owner = owner;
    this.types = types;
    this.above = types.supertypes(owner);
    this.isGenerated = owner.isGenerated();
    this.classMarks = classMarks(owner, types);
  }

  /** The marks on a class, and those of other kinds that a class above it passes on. */
  private static List<Mark> classMarks(DeclaredType owner, KnownTypes types) {
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

  /** Returns the types above the class that pass marks on. */
  List<DeclaredType> above() {
    return above;
  }

  /** Returns the marks that a method passes on to those that implement or override it. */
  static List<Mark> inheritable(DeclaredType type, DeclaredMethod method) {
    List<Mark> inheritable = new ArrayList<>();
    for (Mark mark : effective(type, type.marks, method)) {
      if (mark.type().isInherited()) {
        inheritable.add(mark);
      }
    }
    return inheritable;
  }

  /** Returns whether marks of a method without code mean any of those that implement it. */
  static boolean reachesImplementations(DeclaredType type, List<Mark> marks) {
    for (Mark mark : marks) {
      boolean isOfSubclasses = mark.isOnClass() && mark.type().isForSubclasses();
      if (mark.type().isInherited() || (isOfSubclasses && !type.is(Opcodes.ACC_INTERFACE))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the marks that stand on the method or, through its class, for it. */
  List<Mark> ownMarks(DeclaredMethod method) {
    return effective(owner, isGenerated ? List.of() : classMarks, method);
  }

  /** Returns a method with all that is asked of it, or null if nothing is. */
  @Nullable MarkedMethod resolve(DeclaredMethod method) {
    Collected collected = new Collected(method);
    collected.addOwn();
    if (method.isVirtual()) {
      collected.addInherited();
    }
    collected.addPatterns();
    return collected.result();
  }

  /** Returns a type's marks for a method: the method's, and the class's of other kinds. */
  private static List<Mark> effective(
      DeclaredType type, List<Mark> classMarks, DeclaredMethod method) {
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

  private static boolean hasKind(List<Mark> marks, int end, Mark mark) {
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

  /** What was found for one method, on its way up. */
  private final class Collected {
    private final DeclaredMethod method;
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Of each mark the type that it stands in or on. */
    private final List<DeclaredType> givers = new ArrayList<>();

    private final AskedMetrics asked = new AskedMetrics(List.of());
    private final List<String> roots = new ArrayList<>();
    private final List<String> descriptors = new ArrayList<>();
    private final List<ClassFindings.Member> implemented = new ArrayList<>();
    private DeclaredType namedAfter = owner;
    private boolean overridesCode;

    Collected(DeclaredMethod method) {
      this.method = method;
      descriptors.add(method.descriptor());
      addBridges(owner);
    }

    void addOwn() {
      List<Mark> own = ownMarks(method);
      use(own, owner);
      if (!own.isEmpty()) {
        roots.add(owner.binaryName());
      }
      if (!own.isEmpty() || method.hasMarks()) {
        declarations.add(
            new Declaration(own, method.resultMarks, method.parameterMarks, method.names()));
      }
    }

    /** What the configuration asks for comes last: an annotation is about fewer methods. */
    void addPatterns() {
      List<Mark> used = new ArrayList<>();
      for (Mark mark : method.patternMarks) {
        if (!hasKind(marks, marks.size(), mark)) {
          used.add(mark);
        }
      }
      if (used.isEmpty()) {
        return;
      }
      use(used, owner);
      if (!roots.contains(owner.binaryName())) {
        roots.add(0, owner.binaryName());
      }
      List<Mark> ofMethod = new ArrayList<>(ownMarks(method));
      if (!ofMethod.isEmpty() || method.hasMarks()) {
        declarations.remove(0);
      }
      ofMethod.addAll(used);
      declarations.add(
          0, new Declaration(ofMethod, method.resultMarks, method.parameterMarks, method.names()));
    }

    void addInherited() {
      for (DeclaredType type : above) {
        for (DeclaredMethod overridden : type.methods) {
          if (isOverridden(type, overridden)) {
            if (!overridden.isBridge()) {
              add(type, overridden);
            } else if (overridden.descriptor().equals(overridden.superTarget)) {
              overridesCode = true; // it is measured, if what it leads to is not
            }
          }
        }
        addBridges(type);
      }
    }

    private void addBridges(DeclaredType type) {
      for (DeclaredMethod bridge : type.methods) {
        if (bridge.isBridge()
            && bridge.bridgeTarget != null
            && bridge.name().equals(method.name())
            && descriptors.contains(bridge.bridgeTarget)
            && !descriptors.contains(bridge.descriptor())) {
          descriptors.add(bridge.descriptor());
        }
      }
    }

    private boolean isOverridden(DeclaredType type, DeclaredMethod overridden) {
      int visible = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
      return overridden.name().equals(method.name())
          && overridden.isVirtual()
          && descriptors.contains(overridden.descriptor())
          && (overridden.is(visible) || type.sharesPackageWith(owner));
    }

    private void add(DeclaredType type, DeclaredMethod overridden) {
      List<Mark> all = effective(type, type.marks, overridden);
      List<Mark> inheritable = inheritable(type, overridden);
      boolean isAbstract = overridden.is(Opcodes.ACC_ABSTRACT);
      overridesCode |= !isAbstract;
      if (isAbstract && reachesImplementations(type, all)) {
        implemented.add(ClassFindings.Member.of(type, overridden));
      }
      if (inheritable.isEmpty() && overridden.patternMarks.isEmpty()) {
        if (!all.isEmpty() && !marks.isEmpty()) {
          roots.add(type.binaryName()); // nothing comes from there, yet super.m() is the same call
        }
        return;
      }
      if (isGenerated && namedAfter == owner) {
        // A generated class stands for what it was made from.
        roots.clear();
        namedAfter = type;
      }
      roots.add(type.binaryName());
      List<Mark> used = new ArrayList<>();
      String origin = "on " + type.binaryName() + "." + overridden.name();
      for (Mark mark : inheritable) {
        Mark rest = isReplaced(mark, type) ? null : asked.rest(mark);
        if (rest != null) {
          used.add(rest.from(origin));
        }
      }
      if (!used.isEmpty()) {
        use(used, type);
        declarations.add(inherited(used, overridden));
      }
    }

    private void use(List<Mark> used, DeclaredType giver) {
      for (Mark mark : used) {
        marks.add(mark);
        givers.add(giver);
        asked.add(mark);
      }
    }

    /** Returns whether a declaration below has marks of that kind of its own. */
    private boolean isReplaced(Mark mark, DeclaredType type) {
      for (int i = 0; i < marks.size(); i++) {
        DeclaredType giver = givers.get(i);
        if (marks.get(i).descriptor().equals(mark.descriptor())
            && (giver == owner
                || DeclaredType.isAmong(types.supertypes(giver), type.internalName()))) {
          return true;
        }
      }
      return false;
    }

    /** What stands on parameters and for the result counts once, the nearest of each name. */
    private Declaration inherited(List<Mark> used, DeclaredMethod overridden) {
      List<Mark> results = new ArrayList<>();
      for (Mark mark : overridden.resultMarks) {
        if (!hasOwn(mark) && !isPlaced(mark)) {
          results.add(mark);
        }
      }
      List<ParameterMark> parameters = new ArrayList<>();
      for (ParameterMark mark : overridden.parameterMarks) {
        if (!hasOwn(mark.mark()) && !isPlaced(mark.mark())) {
          parameters.add(mark);
        }
      }
      return new Declaration(used, results, parameters, overridden.names());
    }

    private boolean isPlaced(Mark mark) {
      for (Declaration nearer : declarations) {
        if (nearer.places(mark)) {
          return true;
        }
      }
      return false;
    }

    /** Marked parameters of the method itself stand in place of inherited ones of that kind. */
    private boolean hasOwn(Mark mark) {
      for (ParameterMark own : method.parameterMarks) {
        if (own.mark().descriptor().equals(mark.descriptor())) {
          return true;
        }
      }
      return hasKind(method.resultMarks, method.resultMarks.size(), mark);
    }

    @Nullable MarkedMethod result() {
      if (marks.isEmpty() && declarations.isEmpty()) {
        return null;
      }
      return new MarkedMethod(
          owner, namedAfter.simpleName(), method, declarations, lineage(), implemented);
    }

    /** Code above is measured only where something above asks for it. */
    private boolean overridesMeasured() {
      return overridesCode && !(roots.size() == 1 && roots.contains(owner.binaryName()));
    }

    private Lineage lineage() {
      boolean isOverridable =
          method.isVirtual() && !method.is(Opcodes.ACC_FINAL) && !owner.is(Opcodes.ACC_FINAL);
      return method.isVirtual() && !roots.isEmpty()
          ? new Lineage(roots, isOverridable, overridesMeasured(), isGenerated)
          : Lineage.alone(owner.binaryName());
    }
  }
}
