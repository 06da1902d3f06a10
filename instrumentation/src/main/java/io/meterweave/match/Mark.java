// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * One wish for a measurement: an annotation as it stands in a class file, or what a pattern of the
 * configuration says in its stead. An element of another type than expected (an annotation of
 * another version) counts as not written.
 *
 * <p>Immutable, once the class file is read.
 */
final class Mark implements Written {
  /** The origin of a mark on the class. */
  static final String ON_CLASS = "on the class";

  private final MarkType type;
  private final Map<String, Object> elements;
  private final String origin;

  /**
   * Makes a mark.
   *
   * @param elements the elements that were written, by name: {@code String} (enum constants too),
   *     {@code Boolean}, a boxed number, {@link Type} for a class, {@code Mark} for an annotation,
   *     {@code List} of these or an array of primitives
   * @param origin where it is written if it is not on the method itself, such as {@code "on the
   *     class"} or {@code "in meterweave.yaml:12"}; else empty
   */
  Mark(MarkType type, Map<String, Object> elements, String origin) {
    this.type = type;
    this.elements = elements;
    this.origin = origin;
  }

  /** Returns the same mark, written elsewhere. */
  Mark from(String otherOrigin) {
    return new Mark(type, elements, otherOrigin);
  }

  /** Returns the same mark with another value of an element. */
  Mark with(String element, Object value) {
    Map<String, Object> others = new HashMap<>(elements);
    others.put(element, value);
    return new Mark(type, others, origin);
  }

  MarkType type() {
    return type;
  }

  @Override
  public String simpleName() {
    String descriptor = type.descriptor();
    return descriptor.substring(descriptor.lastIndexOf('/') + 1, descriptor.length() - 1);
  }

  String descriptor() {
    return type.descriptor();
  }

  String origin() {
    return origin;
  }

  /** Returns whether it stands on the class, for all its methods. */
  boolean isOnClass() {
    return origin.equals(ON_CLASS);
  }

  boolean has(String name) {
    return elements.containsKey(name);
  }

  @Override
  public String text(String name) {
    return elements.get(name) instanceof String text ? text : "";
  }

  @Override
  public boolean isOn(String name, boolean unwritten) {
    return elements.get(name) instanceof Boolean on ? on : unwritten;
  }

  @Override
  public double number(String name) {
    return elements.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Returns the binary name of a class value, or null. */
  @Nullable String className(String name) {
    return elements.get(name) instanceof Type written ? written.getClassName() : null;
  }

  /** Returns the texts, or the binary names of classes, of an array. */
  @Override
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (elements.get(name) instanceof List<?> values) {
      for (Object value : values) {
        texts.add(value instanceof Type written ? written.getClassName() : String.valueOf(value));
      }
    }
    return texts;
  }

  /** ASM hands arrays of primitives over as a whole. */
  @Override
  public List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    Object written = elements.get(name);
    if (written instanceof double[] values) {
      for (double value : values) {
        numbers.add(value);
      }
    } else if (written instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof Number number) {
          numbers.add(number.doubleValue());
        }
      }
    }
    return numbers;
  }

  /** Returns the annotations in an array or in a single element. */
  List<Mark> marks(String name) {
    List<Mark> marks = new ArrayList<>();
    Object written = elements.get(name);
    if (written instanceof Mark mark) {
      marks.add(mark);
    } else if (written instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof Mark mark) {
          marks.add(mark);
        }
      }
    }
    return marks;
  }
}
