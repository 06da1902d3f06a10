// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.Problem;
import io.meterweave.rules.Written;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic;

/**
 * Says what is wrong at the place where it is written, each once.
 *
 * <p>Confined to the compiler's thread.
 */
final class Reporter implements Complaints {
  /** What was said of what; annotations are told apart as objects. */
  private record Said(AnnotationMirror where, String element, int item, String message) {}

  private final Messager messager;
  private final Set<Said> said = new HashSet<>();

  Reporter(Messager messager) {
    this.messager = messager;
  }

  @Override
  public void add(Written where, String element, int item, Problem problem) {
    say(Diagnostic.Kind.ERROR, (SourceMark) where, element, item, problem, "");
  }

  /** Says what an annotation on a class means for one method of the class, unless it is known. */
  void add(Written where, String element, int item, Problem problem, String suffix) {
    say(Diagnostic.Kind.ERROR, (SourceMark) where, element, item, problem, suffix);
  }

  /** Says what may be right, if something that the compiler does not see makes it so. */
  void warn(Written where, String element, int item, Problem problem) {
    say(Diagnostic.Kind.WARNING, (SourceMark) where, element, item, problem, "");
  }

  private void say(
      Diagnostic.Kind kind,
      SourceMark where,
      String element,
      int item,
      Problem problem,
      String suffix) {
    String message = problem.at(where.simpleName(), element);
    if (said.add(new Said(where.mirror(), element, item, message))) {
      AnnotationValue value = where.value(element, item);
      messager.printMessage(kind, message + suffix, where.element(), where.mirror(), value);
    }
  }
}
