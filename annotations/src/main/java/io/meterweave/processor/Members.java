// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.PathRoot;
import io.meterweave.rules.Problem;
import io.meterweave.rules.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Follows paths through the members of types, by the rules that hold at a call: declared types,
 * erased; getters, then methods without arguments (record components among them), then fields, all
 * within reach of the class that is woven and none of them private. Behind {@code Object}, an
 * interface or a map the class met at run time decides, so there the check ends.
 *
 * <p>Confined to the compiler's thread.
 */
final class Members {
  /** Results that stand for a later one: what the path reads is not the declared type. */
  private static final Set<String> LATER =
      Set.of(
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Flow.Publisher",
          "com.google.common.util.concurrent.ListenableFuture",
          "org.reactivestreams.Publisher",
          "io.reactivex.rxjava3.core.SingleSource",
          "io.reactivex.rxjava3.core.MaybeSource",
          "io.reactivex.rxjava3.core.CompletableSource",
          "io.reactivex.rxjava3.core.ObservableSource");

  private static final List<String> LENGTHS =
      List.of(
          "java.lang.Number", "java.lang.CharSequence", "java.util.Collection", "java.util.Map");

  /**
   * Where a path leads.
   *
   * @param end the erased type it ends at, or null if that is known at a call only
   * @param problem what is wrong with it, or null
   */
  record Way(@Nullable TypeMirror end, @Nullable Problem problem) {
    static final Way UNKNOWN = new Way(null, null);
  }

  private final Elements elements;
  private final Types types;
  private final TypeNames names;

  Members(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.names = new TypeNames(types);
  }

  String nameOf(TypeMirror type) {
    return names.of(type);
  }

  /**
   * Follows a path.
   *
   * @param written the path as it stands in the annotation, for the message
   */
  Way follow(PathRoot root, Subject subject, String written) {
    TypeMirror type = start(root, subject);
    for (String step : root.steps()) {
      if (type == null || isMap(type)) {
        return Way.UNKNOWN;
      }
      TypeMirror next = member(type, step, subject.type());
      if (next == null) {
        return isOpen(type)
            ? Way.UNKNOWN
            : new Way(null, ValueType.noMember(written, names.of(type), step));
      }
      type = types.erasure(next);
    }
    return new Way(type, null);
  }

  private @Nullable TypeMirror start(PathRoot root, Subject subject) {
    ExecutableElement method = subject.method();
    TypeMirror type =
        switch (root.kind()) {
          case PARAMETER -> method.getParameters().get(root.parameter()).asType();
          case THIS -> subject.type().asType();
          case RESULT -> isLater(method.getReturnType()) ? null : method.getReturnType();
          case ERROR -> null;
        };
    return type == null ? null : types.erasure(type);
  }

  private boolean isLater(TypeMirror type) {
    List<TypeMirror> all = new ArrayList<>(List.of(types.erasure(type)));
    for (int i = 0; i < all.size(); i++) {
      if (LATER.contains(names.of(all.get(i)))) {
        return true;
      }
      if (all.get(i).getKind() == TypeKind.DECLARED) {
        all.addAll(types.directSupertypes(all.get(i)));
      }
    }
    return false;
  }

  private boolean isMap(TypeMirror type) {
    return isA(type, "java.util.Map");
  }

  private boolean isA(TypeMirror type, String name) {
    TypeElement wanted = elements.getTypeElement(name);
    return wanted != null && types.isSubtype(type, types.erasure(wanted.asType()));
  }

  /** Returns whether a value may have members that its declared type does not know. */
  private static boolean isOpen(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED) {
      TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
      return element.getKind().isInterface()
          || element.getQualifiedName().contentEquals("java.lang.Object");
    }
    return type.getKind() != TypeKind.ARRAY && !type.getKind().isPrimitive();
  }

  private @Nullable TypeMirror member(TypeMirror type, String name, TypeElement caller) {
    Element holder =
        type.getKind() == TypeKind.ARRAY
            ? elements.getTypeElement("java.lang.Object")
            : types.asElement(type);
    if (!(holder instanceof TypeElement element)) {
      return null;
    }
    List<? extends Element> all = elements.getAllMembers(element);
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    for (String wanted : List.of("get" + capital, "is" + capital, name)) {
      for (ExecutableElement method : ElementFilter.methodsIn(all)) {
        if (method.getSimpleName().contentEquals(wanted) && isGetter(method, wanted, caller)) {
          return method.getReturnType();
        }
      }
    }
    for (VariableElement field : ElementFilter.fieldsIn(all)) {
      if (field.getSimpleName().contentEquals(name) && isReadable(field, caller)) {
        return field.asType();
      }
    }
    return null;
  }

  private boolean isGetter(ExecutableElement method, String name, TypeElement caller) {
    boolean isNamedAsBoolean =
        name.startsWith("is") && name.length() > 2 && Character.isUpperCase(name.charAt(2));
    return isReadable(method, caller)
        && method.getParameters().isEmpty()
        && method.getReturnType().getKind() != TypeKind.VOID
        && (!isNamedAsBoolean || isBoolean(method.getReturnType()));
  }

  /** Returns whether the class that is woven may read a member. */
  private boolean isReadable(Element member, TypeElement caller) {
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

  /** Returns whether a value of an erased type may be a number or have a length. */
  boolean mayBeNumber(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return type.getKind() != TypeKind.BOOLEAN && type.getKind() != TypeKind.CHAR;
    }
    if (type.getKind() == TypeKind.ARRAY || isOpen(type)) {
      return true;
    }
    for (String length : LENGTHS) {
      if (isA(type, length)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a value of an erased type may be a boolean. */
  boolean mayBeBoolean(TypeMirror type) {
    return isBoolean(type) || (isOpen(type) && !isA(type, "java.util.Collection") && !isMap(type));
  }

  private boolean isBoolean(TypeMirror type) {
    return type.getKind() == TypeKind.BOOLEAN || names.of(type).equals("java.lang.Boolean");
  }
}
