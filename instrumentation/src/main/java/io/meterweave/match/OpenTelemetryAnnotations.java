// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.SpanSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenTelemetry's {@code @WithSpan}, {@code @SpanAttribute} and {@code @AddingSpanAttributes}, of
 * today's package and of the one before: a span, no metrics.
 *
 * <p>Immutable.
 */
final class OpenTelemetryAnnotations implements ForeignFamily {
  private static final String PACKAGE = "Lio/opentelemetry/instrumentation/annotations/";
  private static final String OLD_PACKAGE = "Lio/opentelemetry/extension/annotations/";
  private static final String WITH_SPAN = "WithSpan;";
  private static final String SPAN_ATTRIBUTE = "SpanAttribute;";
  private static final String ADDING = "AddingSpanAttributes;";

  @Override
  public List<MarkType> types() {
    return List.of(
        MarkType.call(PACKAGE + WITH_SPAN).notInherited(),
        MarkType.call(PACKAGE + ADDING).notInherited(),
        MarkType.value(PACKAGE + SPAN_ATTRIBUTE).notInherited(),
        MarkType.call(OLD_PACKAGE + WITH_SPAN).notInherited(),
        MarkType.value(OLD_PACKAGE + SPAN_ATTRIBUTE).notInherited());
  }

  @Override
  public Map<String, String> containers() {
    return Map.of();
  }

  @Override
  public void read(Mark mark, Declaration declaration, ForeignRequests requests) {
    String itsPackage = mark.descriptor().startsWith(PACKAGE) ? PACKAGE : OLD_PACKAGE;
    List<LabelSpec> attributes = attributes(itsPackage, declaration, requests);
    MarkedMethod method = requests.method();
    String name = method.owner().simpleName() + "." + method.name();
    if (mark.descriptor().endsWith(ADDING)) {
      requests.add(mark, SpanSpec.Form.CURRENT, name, SpanSpec.Kind.INTERNAL, attributes);
    } else {
      requests.add(
          mark,
          mark.isOn("inheritContext", true) ? SpanSpec.Form.CHILD : SpanSpec.Form.ROOT,
          requests.name(mark, "value", name),
          kind(mark.text("kind")),
          attributes);
    }
  }

  /** An attribute without a name is called like its parameter, if the class file tells it. */
  private static List<LabelSpec> attributes(
      String itsPackage, Declaration declaration, ForeignRequests requests) {
    Problems problems = requests.problems();
    List<LabelSpec> attributes = new ArrayList<>();
    for (ParameterMark parameter : declaration.parameterMarks(itsPackage + SPAN_ATTRIBUTE)) {
      String name = declaration.names().nameOf(parameter.index());
      Mark mark = parameter.mark();
      String key = requests.name(mark, "value", name);
      if (mark.text("value").isBlank() && !declaration.names().hasName(parameter.index())) {
        problems.leaveOut(
            "@SpanAttribute: The attribute has no name, and the class file does not tell that of the"
                + " parameter; write one, or compile with -parameters.");
        continue;
      }
      attributes.add(
          new LabelSpec(
              key, ForeignRequests.parameter(parameter.index(), List.of(), name, LabelSpec.NONE)));
    }
    return attributes;
  }

  private static SpanSpec.Kind kind(String written) {
    for (SpanSpec.Kind kind : SpanSpec.Kind.values()) {
      if (kind.name().equals(written)) {
        return kind;
      }
    }
    return SpanSpec.Kind.INTERNAL;
  }
}
