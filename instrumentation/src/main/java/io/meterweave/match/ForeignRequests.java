// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.OwnMetrics;
import io.meterweave.rules.Problem;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.PathSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the foreign annotations of one method ask for.
 *
 * <p>Confined to the thread that reads the class. What is wrong goes to the problems.
 */
final class ForeignRequests {
  /** Where the annotations are of which a method that serves HTTP has one, or its class. */
  private static final String[] ENDPOINTS = {
    "Ljakarta/ws/rs/", "Ljavax/ws/rs/", "Lorg/springframework/web/bind/annotation/"
  };

  private final MarkedMethod method;
  private final Problems problems;
  private final List<MetricSpec> metrics = new ArrayList<>();
  private @Nullable SpanSpec span;

  ForeignRequests(MarkedMethod method, Problems problems) {
    this.method = method;
    this.problems = problems;
  }

  MarkedMethod method() {
    return method;
  }

  Problems problems() {
    return problems;
  }

  /** Adds metrics that have their labels in common. */
  void add(Mark mark, ForeignLabels labels, InstrumentSpec... instruments) {
    add(annotation(mark.descriptor()), labels, instruments);
  }

  /**
   * Adds the same, under the name by which the library's own code is known. A metric that would mix
   * with one of Meterweave's is left out.
   */
  void add(String annotation, ForeignLabels labels, InstrumentSpec... instruments) {
    List<InstrumentSpec> shown = new ArrayList<>();
    for (InstrumentSpec instrument : instruments) {
      Problem problem = OwnMetrics.check(instrument.name());
      if (problem == null) {
        shown.add(instrument);
      } else {
        problems.leaveOut(problem.at(simpleName(annotation), "") + " It is left out here.");
      }
    }
    if (!shown.isEmpty()) {
      metrics.add(new MetricSpec(labels.labels(), null, shown, annotation));
    }
  }

  private static String simpleName(String annotation) {
    int end = annotation.indexOf(' ');
    return annotation.substring(
        annotation.lastIndexOf('.') + 1, end < 0 ? annotation.length() : end);
  }

  /** Returns a name that is written, or another one; one that is blank counts as not written. */
  String name(Mark mark, String element, String unwritten) {
    String written = mark.text(element);
    if (!written.isEmpty() && written.isBlank()) {
      leaveOut(mark, element, "\"" + written + "\" is no name");
    }
    return written.isBlank() ? unwritten : written;
  }

  /**
   * Returns those numbers of an array that lie between two bounds, or are one of them; the others
   * are left out, and that is said.
   *
   * @param what what the numbers have to be, such as {@code "a percentile, from 0 to 1"}
   */
  List<Double> numbers(Mark mark, String element, double least, double most, String what) {
    List<Double> numbers = new ArrayList<>();
    for (double number : mark.numbers(element)) {
      if (number >= least && number <= most) {
        numbers.add(number);
      } else {
        leaveOut(mark, element, number + " is not " + what);
      }
    }
    return numbers;
  }

  private void leaveOut(Mark mark, String element, String what) {
    problems.leaveOut(
        "@" + mark.simpleName() + "(" + element + "): " + what + "; it counts as not written.");
  }

  /** Adds a span; one of its own is more than attributes for another one. */
  void add(
      Mark mark, SpanSpec.Form form, String name, SpanSpec.Kind kind, List<LabelSpec> attributes) {
    if (span == null || span.form() == SpanSpec.Form.CURRENT) {
      span = new SpanSpec(form, name, kind, attributes, annotation(mark.descriptor()));
    }
  }

  /**
   * Returns the name under which an annotation's own library knows it here: what serves HTTP
   * requests is measured by other code of that library than what does not.
   */
  String annotationAt(Mark mark) {
    String annotation = annotation(mark.descriptor());
    return isEndpoint(method.owner().annotations) || isEndpoint(method.declared().annotations)
        ? ForeignInterceptors.atEndpoint(annotation)
        : annotation;
  }

  private static boolean isEndpoint(List<String> annotations) {
    for (String descriptor : annotations) {
      for (String place : ENDPOINTS) {
        if (descriptor.startsWith(place)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns everything that was added. */
  Requests requests() {
    return new Requests(metrics, List.of(), List.of(), span, null);
  }

  /** Returns the value of a parameter, or what some steps lead to from there. */
  static LabelSpec.Read parameter(int index, List<String> steps, String name, String absent) {
    return new LabelSpec.Read(
        new PathSpec(PathSpec.Root.PARAMETER, index, steps, written(name, steps)), absent);
  }

  /** Returns the result, or what some steps lead to from there. */
  static LabelSpec.Read result(List<String> steps, String absent) {
    return new LabelSpec.Read(
        new PathSpec(PathSpec.Root.RESULT, 0, steps, written("result", steps)), absent);
  }

  /** Returns an instrument without buckets; all names are whole. */
  static InstrumentSpec instrument(InstrumentSpec.Kind kind, String name, String description) {
    return InstrumentSpec.of(kind, name, description);
  }

  /** Returns a histogram of durations. */
  static InstrumentSpec histogram(String name, String description, List<Double> buckets) {
    return new InstrumentSpec(InstrumentSpec.Kind.DURATION, name, description, buckets, List.of());
  }

  /** Returns an annotation's binary name. */
  static String annotation(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private static String written(String root, List<String> steps) {
    StringBuilder written = new StringBuilder(root);
    for (String step : steps) {
      written.append('.').append(step);
    }
    return written.toString();
  }
}
