// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A method as it stands in a class file: its annotations of ours, and its parameters' names as far
 * as the {@code MethodParameters} attribute tells them.
 *
 * <p>Confined to the thread that reads the class.
 */
final class MarkedMethod extends MethodVisitor {
  /** A parameter's annotation. */
  record ParameterMark(int index, String descriptor, Mark mark) {}

  final int access;
  final String name;
  final String descriptor;
  final int parameterCount;
  final Map<String, Mark> marks = new HashMap<>();
  final List<ParameterMark> parameterMarks = new ArrayList<>();
  final List<@Nullable String> parameterNames = new ArrayList<>();

  MarkedMethod(int access, String name, String descriptor) {
    super(Opcodes.ASM9);
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
    this.parameterCount = Type.getArgumentCount(descriptor);
  }

  boolean isMarked() {
    return !marks.isEmpty() || !parameterMarks.isEmpty();
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  @Override
  public void visitParameter(@Nullable String parameterName, int flags) {
    parameterNames.add(parameterName);
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
    if (!Marks.isMethodMark(type)) {
      return null;
    }
    Mark mark = new Mark();
    marks.put(type, mark);
    return mark;
  }

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int index, String type, boolean visible) {
    if (!Marks.isParameterMark(type)) {
      return null;
    }
    Mark mark = new Mark();
    parameterMarks.add(new ParameterMark(index, type, mark));
    return mark;
  }
}
