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
    this.classMarks = DeclaredMarks.ofClass(owner, types);
  }

  /** Returns the types above the class that pass marks on. */
  List<DeclaredType> above() {
    return above;
  }

  /** Returns the marks that stand on the method or, through its class, for it. */
  List<Mark> ownMarks(DeclaredMethod method) {
    return DeclaredMarks.of(owner, isGenerated ? List.of() : classMarks, method);
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

  /** What was found for one method, on its way up. */
  private final class Collected {
    private final DeclaredMethod method;
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Of each mark the type that it stands in or on. */
    private final List<DeclaredType> givers = new ArrayList<>();

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
        if (!DeclaredMarks.hasKind(marks, marks.size(), mark)) {
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
      List<Mark> all = DeclaredMarks.of(type, type.marks, overridden);
      List<Mark> inheritable = DeclaredMarks.passedOn(all);
      boolean isAbstract = overridden.is(Opcodes.ACC_ABSTRACT);
      overridesCode |= !isAbstract;
      if (isAbstract && DeclaredMarks.reachImplementations(type, all)) {
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
      AskedMetrics asked = new AskedMetrics(marks);
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
      return DeclaredMarks.hasKind(method.resultMarks, method.resultMarks.size(), mark);
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
