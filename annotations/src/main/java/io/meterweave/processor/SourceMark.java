// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * An annotation in source.
 *
 * <p>Confined to the compiler's thread. A value with an error in it counts as not written.
 */
final class SourceMark implements Written {
  private final Element element;
  private final AnnotationMirror mirror;
  private final Map<String, AnnotationValue> values = new HashMap<>();

  SourceMark(Element element, AnnotationMirror mirror, Elements elements) {
    this.element = element;
    this.mirror = mirror;
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        elements.getElementValuesWithDefaults(mirror).entrySet()) {
      values.put(entry.getKey().getSimpleName().toString(), entry.getValue());
    }
  }

  /** Returns what the annotation stands on. */
  Element element() {
    return element;
  }

  AnnotationMirror mirror() {
    return mirror;
  }

  /** Returns where an element, or an item of its array, is written; null if it is not. */
  @Nullable AnnotationValue value(String name, int item) {
    AnnotationValue value = values.get(name);
    List<?> items = items(name);
    return item >= 0 && item < items.size() ? (AnnotationValue) items.get(item) : value;
  }

  /** Returns a class value, or null if there is none. */
  @Nullable TypeMirror type(String name) {
    return raw(name) instanceof TypeMirror type ? type : null;
  }

  @Override
  public String simpleName() {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  @Override
  public String text(String name) {
    Object value = raw(name);
    if (value instanceof VariableElement constant) {
      return constant.getSimpleName().toString();
    }
    return value instanceof String text ? text : "";
  }

  @Override
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(name)) {
      texts.add(String.valueOf(((AnnotationValue) item).getValue()));
    }
    return texts;
  }

  @Override
  public List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    for (Object item : items(name)) {
      if (((AnnotationValue) item).getValue() instanceof Number number) {
        numbers.add(number.doubleValue());
      }
    }
    return numbers;
  }

  @Override
  public double number(String name) {
    return raw(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public boolean isOn(String name, boolean unwritten) {
    return raw(name) instanceof Boolean on ? on : unwritten;
  }

  private @Nullable Object raw(String name) {
    AnnotationValue value = values.get(name);
    return value == null ? null : value.getValue();
  }

  private List<?> items(String name) {
    return raw(name) instanceof List<?> items ? items : List.of();
  }
}
