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
 * One annotation as it stands in a class file: its elements by name. An element of another type
 * than expected (an annotation of another version) counts as not written.
 *
 * <p>Confined to the thread that reads the class.
 */
final class Mark extends AnnotationVisitor {
  private final Map<String, Object> elements = new HashMap<>();

  Mark() {
    super(Opcodes.ASM9);
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
  public @Nullable AnnotationVisitor visitArray(String name) {
    List<Object> values = new ArrayList<>();
    elements.put(name, values);
    return new ArrayValues(values);
  }

  String text(String name) {
    return elements.get(name) instanceof String text ? text : "";
  }

  boolean isOn(String name, boolean unwritten) {
    return elements.get(name) instanceof Boolean on ? on : unwritten;
  }

  double number(String name) {
    return elements.get(name) instanceof Double number ? number : Double.NaN;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (elements.get(name) instanceof List<?> values) {
      for (Object value : values) {
        texts.add(String.valueOf(value));
      }
    }
    return texts;
  }

  /** ASM hands arrays of primitives over as a whole. */
  List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    if (elements.get(name) instanceof double[] values) {
      for (double value : values) {
        numbers.add(value);
      }
    }
    return numbers;
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
  }
}
