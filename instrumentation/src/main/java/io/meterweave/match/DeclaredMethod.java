// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A method as it stands in a class file, as far as marks go.
 *
 * <p>Confined to the thread that reads the class; unchanged from then on.
 */
final class DeclaredMethod {
  private final int access;
  private final String name;
  private final String descriptor;
  private final int parameterCount;

  final List<Mark> marks = new ArrayList<>();
  final List<Mark> resultMarks = new ArrayList<>();
  final List<ParameterMark> parameterMarks = new ArrayList<>();

  /** What patterns ask for; nothing of it is inherited. */
  final List<Mark> patternMarks = new ArrayList<>();

  /** The descriptors of the annotations that are no marks. */
  final List<String> annotations = new ArrayList<>();

  final List<@Nullable String> parameterNames = new ArrayList<>();

  /** Of a constructor: how many of its first parameters do not stand in the source. */
  int hiddenParameters;

  /** Of a bridge: the descriptor of the method of its class that it leads to. */
  @Nullable String bridgeTarget;

  /** Of a bridge: the descriptor of the method of a superclass that it leads to instead. */
  @Nullable String superTarget;

  DeclaredMethod(int access, String name, String descriptor) {
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
    this.parameterCount = Type.getArgumentCount(descriptor);
  }

  int access() {
    return access;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }

  int parameterCount() {
    return parameterCount;
  }

  ParameterNames names() {
    return new ParameterNames(parameterCount, hiddenParameters, parameterNames);
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  boolean isBridge() {
    return is(Opcodes.ACC_BRIDGE);
  }

  /** Returns whether it can be overridden at all; then it passes its marks on. */
  boolean isVirtual() {
    return !is(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE) && !name.startsWith("<");
  }

  /** Returns whether the class file says all its parameters' names. */
  boolean hasNames() {
    return parameterNames.size() == parameterCount && parameterNames.indexOf(null) < 0;
  }

  boolean hasMarks() {
    return !marks.isEmpty() || !resultMarks.isEmpty() || !parameterMarks.isEmpty();
  }

  /** Adds an annotation on the method, or one that an annotation on the method stands for. */
  void add(Mark mark) {
    (mark.type().role() == MarkType.Role.VALUE ? resultMarks : marks).add(mark);
  }
}
