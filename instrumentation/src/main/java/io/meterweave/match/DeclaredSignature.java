// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.PathType;
import io.meterweave.rules.Signature;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A method as the rules look at it, with the parameters' names of one of its declarations.
 *
 * <p>Confined to the thread that reads the class.
 */
final class DeclaredSignature implements Signature {
  private final MarkedMethod method;
  private final ParameterNames names;
  private final @Nullable ClassFileTypes types;

  /** Makes one whose types nobody asks for. */
  DeclaredSignature(MarkedMethod method, ParameterNames names) {
    this(method, names, null);
  }

  DeclaredSignature(MarkedMethod method, ParameterNames names, @Nullable ClassFileTypes types) {
    this.method = method;
    this.names = names;
    this.types = types;
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
  public boolean isVoid() {
    return method.descriptor().endsWith(")V");
  }

  @Override
  public PathType parameterType(int index) {
    return types == null
        ? PathType.UNKNOWN
        : types.of(Type.getArgumentTypes(method.descriptor())[index]);
  }

  @Override
  public PathType resultType() {
    return types == null ? PathType.UNKNOWN : types.of(Type.getReturnType(method.descriptor()));
  }

  @Override
  public PathType receiverType() {
    return types == null ? PathType.UNKNOWN : types.caller();
  }
}
