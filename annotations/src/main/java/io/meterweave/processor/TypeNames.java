// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Names types as a person would in source, erased.
 *
 * <p>Confined to the compiler's thread.
 */
final class TypeNames {
  private final Types types;

  TypeNames(Types types) {
    this.types = types;
  }

  String of(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return of(((ArrayType) type).getComponentType()) + "[]";
    }
    TypeMirror erased = type.getKind() == TypeKind.VOID ? type : types.erasure(type);
    // The name of the element: that of the type may carry annotations.
    return erased instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
        ? element.getQualifiedName().toString()
        : erased.getKind().isPrimitive() || erased.getKind() == TypeKind.VOID
            ? erased.getKind().name().toLowerCase(java.util.Locale.ROOT)
            : erased.toString();
  }
}
