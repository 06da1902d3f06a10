// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.Placed;
import io.meterweave.rules.Problem;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** An extractor class can be made an instance of. Confined to the compiler's thread. */
final class ExtractorCheck implements MethodCheck {
  private static final List<String> ELEMENTS = List.of("labelExtractor", "usageExtractor");

  private final Types types;

  ExtractorCheck(ProcessingEnvironment environment) {
    this.types = environment.getTypeUtils();
  }

  @Override
  public void check(Subject subject, Complaints complaints, Reporter reporter) {
    for (Placed placed : subject.marks()) {
      for (String element : ELEMENTS) {
        TypeMirror type = ((SourceMark) placed.mark()).type(element);
        Problem problem = type == null ? null : problemOf(types.asElement(type));
        if (problem != null) {
          complaints.add(placed.mark(), element, Complaints.WHOLE, problem);
        }
      }
    }
  }

  private static @Nullable Problem problemOf(@Nullable Element element) {
    if (!(element instanceof TypeElement type) || isNone(type)) {
      return null;
    }
    boolean isInner =
        type.getNestingKind() == NestingKind.MEMBER
            && !type.getModifiers().contains(Modifier.STATIC);
    String wrong =
        type.getModifiers().contains(Modifier.ABSTRACT)
            ? "is abstract"
            : isInner
                ? "is an inner class"
                : hasConstructor(type) ? "" : "has no constructor without arguments";
    return wrong.isEmpty()
        ? null
        : new Problem(
            type.getQualifiedName()
                + " "
                + wrong
                + "; name a class, static if it is nested, with a constructor without arguments.");
  }

  /** The interface itself says that there is no extractor. */
  private static boolean isNone(TypeElement type) {
    return type.getQualifiedName().toString().startsWith("io.meterweave.api.");
  }

  private static boolean hasConstructor(TypeElement type) {
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (constructor.getParameters().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
