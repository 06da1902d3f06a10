// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Checks what is written with Meterweave's annotations, with the rules by which the agent weaves
 * and, beyond these, with the types that paths lead through.
 *
 * <p>Confined to the compiler's thread. It claims no annotation, writes no file and never fails a
 * compilation by an exception: it warns once instead.
 */
/*
 * Problem: a path leads through members that other processors write (accessors, builders, whole
 * classes). In the first round they are not there yet, and the check would refuse what is right.
 *
 * Choice: the rounds only note the names of the classes; the check is made in the last round, on
 * elements that are looked up again, for those of an earlier round know nothing of what came later.
 * Rejected: checking at once and deferring only what is not found, which other processors that defer
 * for the same reason would make order-dependent.
 */
public final class MeterweaveProcessor extends AbstractProcessor {
  private final Set<String> classes = new LinkedHashSet<>();
  private boolean hasWarned;

  /** Called by the compiler. */
  public MeterweaveProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Annotations.PACKAGE + "*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      for (TypeElement annotation : annotations) {
        for (Element element : round.getElementsAnnotatedWith(annotation)) {
          note(element);
        }
      }
      if (round.processingOver()) {
        checkAll();
      }
    } catch (Throwable failure) {
      warn(failure);
    }
    return false;
  }

  private void note(Element element) {
    Element at = element;
    while (at != null && !(at instanceof TypeElement)) {
      at = at.getEnclosingElement();
    }
    if (at instanceof TypeElement type) {
      classes.add(type.getQualifiedName().toString());
    }
  }

  private void checkAll() {
    Reporter reporter = new Reporter(processingEnv.getMessager());
    ClassCheck check = new ClassCheck(processingEnv, reporter);
    for (String name : classes) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        check.check(type);
      }
    }
  }

  private void warn(Throwable failure) {
    if (!hasWarned) {
      hasWarned = true;
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.WARNING,
              "Meterweave's annotations could not be checked ("
                  + failure
                  + "); the agent checks them when it weaves.");
    }
  }
}
