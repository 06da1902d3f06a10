// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.Signature;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A method as the rules look at it, with the parameters' names of one of its declarations.
 *
 * <p>Immutable.
 */
final class DeclaredSignature implements Signature {
  private final MarkedMethod method;
  private final ParameterNames names;
  private final Type[] types;

  DeclaredSignature(MarkedMethod method, ParameterNames names) {
    this.method = method;
    this.names = names;
    this.types = Type.getArgumentTypes(method.descriptor());
  }

  @Override
  public boolean isStatic() {
    return method.isStatic();
  }

  @Override
  public boolean isConstructor() {
    return method.isConstructor();
  }

  @Override
  public boolean isNative() {
    return method.is(Opcodes.ACC_NATIVE);
  }

  @Override
  public int parameter(String name) {
    return names.indexOf(name);
  }

  @Override
  public List<String> parameterNames() {
    return names.written();
  }

  @Override
  public boolean hasAllNames() {
    return names.areComplete();
  }

  @Override
  public String parameterType(int index) {
    return types[index].getClassName();
  }

  @Override
  public String resultType() {
    return Type.getReturnType(method.descriptor()).getClassName();
  }
}
