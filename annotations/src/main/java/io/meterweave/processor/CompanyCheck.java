// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.MethodRules;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * A label has a metric to go onto, an attribute a span: asked for by the method, its class, what it
 * overrides, or an annotation on one of them. A configuration may ask for them as well, so this is
 * a warning.
 *
 * <p>Confined to the compiler's thread.
 */
final class CompanyCheck implements MethodCheck {
  private final Elements elements;
  private final Types types;
  private final Annotations annotations;

  CompanyCheck(ProcessingEnvironment environment, Annotations annotations) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.annotations = annotations;
  }

  @Override
  public void check(Subject subject, Complaints complaints, Reporter reporter) {
    if (mayBeOfComponent(subject)) {
      return;
    }
    boolean hasMetrics = false;
    boolean hasSpan = false;
    for (Element speaker : speakers(subject)) {
      for (AnnotationMirror mirror : speaker.getAnnotationMirrors()) {
        if (!Annotations.name(mirror).startsWith(Annotations.PACKAGE)) {
          boolean mayAsk = mayAsk(mirror);
          hasMetrics |= mayAsk;
          hasSpan |= mayAsk;
        }
      }
      for (SourceMark mark : annotations.on(speaker)) {
        hasMetrics |= MethodRules.hasMetrics(mark);
        hasSpan |= MethodRules.hasSpan(mark);
      }
    }
    MethodRules.checkCompany(subject.marks(), hasMetrics, hasSpan, reporter::warn);
  }

  /** The compiler copies what stands on a component of a record to all that comes of it. */
  private static boolean mayBeOfComponent(Subject subject) {
    return subject.type().getKind() == ElementKind.RECORD
        && (subject.method().getKind() == ElementKind.CONSTRUCTOR
            || subject.method().getParameters().isEmpty());
  }

  /** The method, what it overrides, and the classes that declare them. */
  private List<Element> speakers(Subject subject) {
    TypeElement holder = subject.type();
    ExecutableElement method = subject.method();
    List<Element> speakers = new ArrayList<>(List.of(method, holder));
    List<TypeMirror> above = new ArrayList<>(types.directSupertypes(holder.asType()));
    for (int i = 0; i < above.size(); i++) {
      Element type = types.asElement(above.get(i));
      for (ExecutableElement other : ElementFilter.methodsIn(type.getEnclosedElements())) {
        if (elements.overrides(method, other, holder)) {
          speakers.add(other);
          speakers.add(type);
        }
      }
      above.addAll(types.directSupertypes(above.get(i)));
    }
    return speakers;
  }

  /** Annotations of other libraries may ask for both, and those that are composed of ours. */
  private boolean mayAsk(AnnotationMirror mirror) {
    String name = Annotations.name(mirror);
    if (name.startsWith("java.") || name.startsWith("jakarta.") || name.startsWith("javax.")) {
      return false;
    }
    return name.startsWith("io.micrometer.")
        || name.startsWith("io.opentelemetry.")
        || name.startsWith("org.eclipse.microprofile.metrics.")
        || name.startsWith("com.codahale.metrics.")
        || name.startsWith("io.dropwizard.metrics")
        || isComposed(mirror.getAnnotationType().asElement(), new ArrayList<>());
  }

  private boolean isComposed(Element annotation, List<Element> seen) {
    if (seen.contains(annotation)) {
      return false;
    }
    seen.add(annotation);
    if (!annotations.on(annotation).isEmpty()) {
      return true;
    }
    for (AnnotationMirror above : annotation.getAnnotationMirrors()) {
      if (isComposed(above.getAnnotationType().asElement(), seen)) {
        return true;
      }
    }
    return false;
  }
}
