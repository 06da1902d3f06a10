// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds our annotations on elements, those in containers too.
 *
 * <p>Confined to the compiler's thread.
 */
final class Annotations {
  static final String PACKAGE = "io.meterweave.annotations.";
  private static final String CONTAINER = ".List";

  private final Elements elements;

  Annotations(Elements elements) {
    this.elements = elements;
  }

  /** Returns our annotations on an element, in the order they were written. */
  List<SourceMark> on(Element element) {
    List<SourceMark> marks = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      String name = name(mirror);
      if (name.startsWith(PACKAGE) && name.endsWith(CONTAINER)) {
        for (AnnotationMirror contained : contained(mirror)) {
          marks.add(new SourceMark(element, contained, elements));
        }
      } else if (name.startsWith(PACKAGE)) {
        marks.add(new SourceMark(element, mirror, elements));
      }
    }
    return marks;
  }

  static String name(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  private static List<AnnotationMirror> contained(AnnotationMirror container) {
    List<AnnotationMirror> contained = new ArrayList<>();
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        container.getElementValues().entrySet()) {
      if (entry.getValue().getValue() instanceof List<?> values) {
        for (Object value : values) {
          if (((AnnotationValue) value).getValue() instanceof AnnotationMirror mirror) {
            contained.add(mirror);
          }
        }
      }
    }
    return contained;
  }
}
