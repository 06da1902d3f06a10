// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.PathType;
import io.meterweave.rules.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/**
 * A method or constructor in source, as the rules look at it.
 *
 * <p>Confined to the compiler's thread.
 */
final class SourceSignature implements Signature {
  private final TypeElement holder;
  private final ExecutableElement method;
  private final SourceTypes types;

  SourceSignature(TypeElement holder, ExecutableElement method, SourceTypes types) {
    this.holder = holder;
    this.method = method;
    this.types = types;
  }

  @Override
  public boolean isStatic() {
    return method.getModifiers().contains(Modifier.STATIC);
  }

  @Override
  public boolean isConstructor() {
    return method.getKind() == ElementKind.CONSTRUCTOR;
  }

  @Override
  public boolean isNative() {
    return method.getModifiers().contains(Modifier.NATIVE);
  }

  @Override
  public int parameter(String name) {
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (method.getParameters().get(i).getSimpleName().contentEquals(name)) {
        return i;
      }
    }
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (name.equals("arg" + i)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public List<String> parameterNames() {
    List<String> known = new ArrayList<>();
    method.getParameters().forEach(parameter -> known.add(parameter.getSimpleName().toString()));
    return known;
  }

  @Override
  public boolean hasAllNames() {
    return true;
  }

  @Override
  public boolean isVoid() {
    return method.getReturnType().getKind() == TypeKind.VOID;
  }

  @Override
  public PathType parameterType(int index) {
    return types.of(method.getParameters().get(index).asType(), holder);
  }

  @Override
  public PathType resultType() {
    return types.of(method.getReturnType(), holder);
  }

  @Override
  public PathType receiverType() {
    return types.of(holder.asType(), holder);
  }
}
