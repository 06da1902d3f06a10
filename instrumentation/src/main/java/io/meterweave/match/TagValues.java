// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.LabelSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads those annotations of Micrometer's that make a tag of a parameter or of the result.
 *
 * <p>Confined to the thread that reads the class. A value that Micrometer would take from a bean of
 * the application cannot be had without its container; it is said, and the tag is {@code none}.
 */
final class TagValues {
  private static final String LOW = "LOW";

  private final String descriptor;
  private final Declaration declaration;
  private final ForeignRequests requests;

  /**
   * Reads annotations of one type.
   *
   * @param descriptor {@code @MeterTag} or {@code @ObservationKeyValue}
   */
  TagValues(String descriptor, Declaration declaration, ForeignRequests requests) {
    this.descriptor = descriptor;
    this.declaration = declaration;
    this.requests = requests;
  }

  /** Adds all of them; of two with one key the first counts. */
  void addTo(ForeignLabels labels) {
    add(labels, null, true);
    add(labels, null, false);
  }

  /**
   * Adds those of low cardinality.
   *
   * @param ofResult whether the result is meant, or the parameters
   */
  void addLow(ForeignLabels labels, boolean ofResult) {
    add(labels, LOW, ofResult);
  }

  /** Adds those of high cardinality, which is what is not said to be low. */
  void addHigh(ForeignLabels labels) {
    add(labels, "HIGH", false);
    add(labels, "HIGH", true);
  }

  private void add(ForeignLabels labels, @Nullable String cardinality, boolean ofResult) {
    if (ofResult) {
      for (Mark mark : declaration.resultMarks(descriptor)) {
        add(labels, cardinality, mark, null);
      }
    } else {
      for (ParameterMark parameter : declaration.parameterMarks(descriptor)) {
        add(labels, cardinality, parameter.mark(), parameter);
      }
    }
  }

  private void add(
      ForeignLabels labels,
      @Nullable String cardinality,
      Mark mark,
      @Nullable ParameterMark parameter) {
    if (cardinality != null && !cardinality.equals(cardinality(mark))) {
      return;
    }
    String key = mark.text("value").isBlank() ? mark.text("key") : mark.text("value");
    if (key.isBlank()) {
      requests.problems().add(name() + " has no key; write one.");
    } else {
      labels.with(key, value(mark, key, parameter));
    }
  }

  private LabelSpec.Source value(Mark mark, String key, @Nullable ParameterMark parameter) {
    String expression = mark.text("expression");
    List<String> steps = List.of();
    if (mark.className("resolver") != null && !isNoResolver(mark)) {
      return unknown(key, "is resolved by " + mark.className("resolver"));
    } else if (!expression.isBlank()) {
      steps = TagExpression.steps(expression);
      if (steps == null) {
        return unknown(key, "has the expression \"" + expression + "\", which is no plain path");
      }
    }
    return parameter == null
        ? ForeignRequests.result(steps, "")
        : ForeignRequests.parameter(
            parameter.index(), steps, declaration.names().nameOf(parameter.index()), "");
  }

  private LabelSpec.Source unknown(String key, String why) {
    requests
        .problems()
        .leaveOut(
            name()
                + ": The tag \""
                + key
                + "\" "
                + why
                + "; that needs the application's container, so the tag is none. A plain path, or"
                + " @Label, works without.");
    return new LabelSpec.Fixed(LabelSpec.NONE);
  }

  private String name() {
    return "@" + descriptor.substring(descriptor.lastIndexOf('/') + 1, descriptor.length() - 1);
  }

  private static boolean isNoResolver(Mark mark) {
    return "io.micrometer.common.annotation.NoOpValueResolver".equals(mark.className("resolver"));
  }

  private static String cardinality(Mark mark) {
    return mark.text("cardinality").equals(LOW) ? LOW : "HIGH";
  }
}
