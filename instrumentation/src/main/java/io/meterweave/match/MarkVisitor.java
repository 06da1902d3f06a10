// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Collects the elements of an annotation, however deep annotations stand in it.
 *
 * <p>Confined to the thread that reads the class.
 */
final class MarkVisitor extends AnnotationVisitor {
  private final Map<String, Object> elements;

  MarkVisitor(Map<String, Object> elements) {
    super(Opcodes.ASM9);
    this.elements = elements;
  }

  @Override
  public void visit(@Nullable String name, Object value) {
    if (name != null) {
      elements.put(name, value);
    }
  }

  @Override
  public void visitEnum(@Nullable String name, String descriptor, String value) {
    visit(name, value);
  }

  @Override
  public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
    Nested nested = new Nested(descriptor);
    visit(name, nested.mark);
    return nested.visitor;
  }

  @Override
  public AnnotationVisitor visitArray(String name) {
    List<Object> values = new ArrayList<>();
    elements.put(name, values);
    return new ArrayValues(values);
  }

  private static final class ArrayValues extends AnnotationVisitor {
    private final List<Object> values;

    ArrayValues(List<Object> values) {
      super(Opcodes.ASM9);
      this.values = values;
    }

    @Override
    public void visit(@Nullable String name, Object value) {
      values.add(value);
    }

    @Override
    public void visitEnum(@Nullable String name, String descriptor, String value) {
      values.add(value);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
      Nested nested = new Nested(descriptor);
      values.add(nested.mark);
      return nested.visitor;
    }
  }

  private static final class Nested {
    final Mark mark;
    final MarkVisitor visitor;

    Nested(String descriptor) {
      Map<String, Object> elements = new HashMap<>();
      mark = new Mark(MarkType.part(descriptor), elements, "");
      visitor = new MarkVisitor(elements);
    }
  }
}
