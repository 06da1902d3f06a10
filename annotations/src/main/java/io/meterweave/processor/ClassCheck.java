// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.MethodRules;
import io.meterweave.rules.Placed;
import io.meterweave.rules.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Checks one class: what stands on its methods, and what stands on itself for them.
 *
 * <p>Confined to the compiler's thread.
 */
final class ClassCheck {
  private final Elements elements;
  private final Annotations annotations;
  private final SourceTypes types;
  private final Reporter reporter;
  private final List<MethodCheck> checks;

  ClassCheck(ProcessingEnvironment environment, Reporter reporter) {
    this.elements = environment.getElementUtils();
    this.annotations = new Annotations(elements);
    this.types = new SourceTypes(environment);
    this.reporter = reporter;
    this.checks =
        List.of(
            new RulesCheck(),
            new LabelPathCheck(),
            new ExtractorCheck(environment),
            new CompanyCheck(environment, annotations));
  }

  void check(TypeElement type) {
    List<SourceMark> onClass = annotations.on(type);
    // On an annotation, or for no method at all: what can be said without one.
    MethodRules.check(placed(onClass, null), reporter);
    if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
      return;
    }
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof ExecutableElement method) {
        check(type, method, onClass);
      }
    }
  }

  private void check(TypeElement type, ExecutableElement method, List<SourceMark> onClass) {
    Signature signature = new SourceSignature(type, method, types);
    List<SourceMark> own = annotations.on(method);
    List<Placed> marks = new ArrayList<>();
    if (isMeantByItsClass(method)) {
      marks.addAll(placed(without(onClass, own), signature));
    }
    marks.addAll(placed(own, signature));
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      for (SourceMark mark : annotations.on(parameters.get(i))) {
        marks.add(new Placed(mark, i, signature));
      }
    }
    if (!marks.isEmpty()) {
      Subject subject = new Subject(type, method, signature, marks);
      Complaints complaints = complaintsOf(method);
      for (MethodCheck check : checks) {
        check.check(subject, complaints, reporter);
      }
    }
  }

  /** An annotation on a class is complained of once for all methods, or names the method. */
  private Complaints complaintsOf(ExecutableElement method) {
    return (where, element, item, problem) -> {
      boolean isOnClass = ((SourceMark) where).element() instanceof TypeElement;
      String suffix = isOnClass ? " So it is for " + method + "." : "";
      reporter.add(where, element, item, problem, suffix);
    };
  }

  private boolean isMeantByItsClass(ExecutableElement method) {
    return method.getKind() == ElementKind.METHOD
        && method.getModifiers().contains(Modifier.PUBLIC)
        && elements.getOrigin(method) == Elements.Origin.EXPLICIT;
  }

  /** A method's own annotation replaces the class's. */
  private static List<SourceMark> without(List<SourceMark> onClass, List<SourceMark> own) {
    List<SourceMark> left = new ArrayList<>();
    for (SourceMark mark : onClass) {
      boolean isReplaced = false;
      for (SourceMark nearer : own) {
        isReplaced |= nearer.simpleName().equals(mark.simpleName());
      }
      if (!isReplaced) {
        left.add(mark);
      }
    }
    return left;
  }

  private static List<Placed> placed(List<SourceMark> marks, @Nullable Signature signature) {
    List<Placed> placed = new ArrayList<>();
    for (SourceMark mark : marks) {
      placed.add(new Placed(mark, Placed.ON_METHOD, signature));
    }
    return placed;
  }
}
