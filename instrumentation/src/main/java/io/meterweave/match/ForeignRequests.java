// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

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

  /** Adds the same, under the name by which the library's own code is known. */
  void add(String annotation, ForeignLabels labels, InstrumentSpec... instruments) {
    metrics.add(new MetricSpec(labels.labels(), null, List.of(instruments), annotation));
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
