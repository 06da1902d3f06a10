// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.PathType;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The types of the compiler, as paths lead through them. All of them are read.
 *
 * <p>Confined to the compiler's thread.
 */
final class SourceTypes {
  private final Elements elements;
  private final Types types;
  private final TypeNames names;

  SourceTypes(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.names = new TypeNames(types);
  }

  /**
   * Returns a type, erased.
   *
   * @param caller the class whose reach counts
   */
  PathType of(TypeMirror type, TypeElement caller) {
    TypeMirror erased = type.getKind() == TypeKind.VOID ? type : types.erasure(type);
    boolean isKnown =
        erased.getKind() == TypeKind.DECLARED
            || erased.getKind() == TypeKind.ARRAY
            || erased.getKind() == TypeKind.VOID
            || erased.getKind().isPrimitive();
    return isKnown ? new SourceType(erased, caller) : PathType.UNKNOWN;
  }

  private final class SourceType implements PathType {
    private final TypeMirror type;
    private final TypeElement caller;

    SourceType(TypeMirror type, TypeElement caller) {
      this.type = type;
      this.caller = caller;
    }

    @Override
    public String name() {
      return names.of(type);
    }

    @Override
    public boolean isRead() {
      return true;
    }

    @Override
    public boolean isInterface() {
      return type.getKind() == TypeKind.DECLARED && types.asElement(type).getKind().isInterface();
    }

    @Override
    public Is is(String name) {
      TypeElement wanted = elements.getTypeElement(name);
      boolean isOne =
          wanted != null
              && type.getKind() != TypeKind.VOID
              && types.isSubtype(type, types.erasure(wanted.asType()));
      return isOne ? Is.YES : Is.NO;
    }

    @Override
    public @Nullable PathType method(String name) {
      for (ExecutableElement method : ElementFilter.methodsIn(members())) {
        if (method.getSimpleName().contentEquals(name)
            && method.getParameters().isEmpty()
            && method.getReturnType().getKind() != TypeKind.VOID
            && isReadable(method)) {
          return of(method.getReturnType(), caller);
        }
      }
      return null;
    }

    @Override
    public @Nullable PathType field(String name) {
      for (VariableElement field : ElementFilter.fieldsIn(members())) {
        if (field.getSimpleName().contentEquals(name) && isReadable(field)) {
          return of(field.asType(), caller);
        }
      }
      return null;
    }

    private List<? extends Element> members() {
      Element holder =
          type.getKind() == TypeKind.ARRAY
              ? elements.getTypeElement("java.lang.Object")
              : types.asElement(type);
      return holder instanceof TypeElement element ? elements.getAllMembers(element) : List.of();
    }

    /** Returns whether the class that is woven may read a member. */
    private boolean isReadable(Element member) {
      Set<Modifier> modifiers = member.getModifiers();
      if (modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.PRIVATE)) {
        return false;
      }
      if (modifiers.contains(Modifier.PUBLIC)
          || elements.getPackageOf(member).equals(elements.getPackageOf(caller))) {
        return true;
      }
      Element holder = member.getEnclosingElement();
      return modifiers.contains(Modifier.PROTECTED)
          && holder != null
          && types.isSubtype(types.erasure(caller.asType()), types.erasure(holder.asType()));
    }
  }
}
