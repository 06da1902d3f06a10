// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one method was asked to record, whoever asked (an annotation, a foreign
 * annotation, a line of the configuration): the same wish gives an equal value.
 *
 * <p>Immutable.
 *
 * @param className the declaring class's binary name, as {@link Class#getName()} gives it
 * @param methodName the method's name
 * @param descriptor the method's descriptor, JVMS 4.3.3
 * @param isStatic whether the method is static
 * @param metrics what {@code @TrackMetrics} asks for, or null
 * @param span what {@code @TraceOperation} asks for, or null
 * @param llm what {@code @TrackLlmUsage} asks for, or null
 */
public record MethodSpec(
    String className,
    String methodName,
    String descriptor,
    boolean isStatic,
    @Nullable MetricSpec metrics,
    @Nullable SpanSpec span,
    @Nullable LlmSpec llm) {

  /** Returns OpenTelemetry's {@code code.function.name}: class, dot, method. */
  public String functionName() {
    return className + "." + methodName;
  }

  /**
   * Returns whether a call carries a state from its start to its end, beside the start time: a
   * span, labels from parameters, a gauge of calls in flight, or LLM usage.
   */
  public boolean needsState() {
    return span != null
        || llm != null
        || (metrics != null && (metrics.active() || metrics.hasDynamicLabels()));
  }

  /** Returns whether the end of a call wants to see the result. */
  public boolean needsResult() {
    return llm != null && !descriptor.endsWith(")V");
  }

  /** Returns the indices of the parameters that the start of a call wants to see, ascending. */
  public List<Integer> capturedParameters() {
    TreeSet<Integer> indices = new TreeSet<>();
    if (metrics != null) {
      addParameters(metrics.labels(), indices);
    }
    if (span != null) {
      addParameters(span.attributes(), indices);
    }
    return List.copyOf(indices);
  }

  // What a record has by itself would be linked when it is first called: 15 ms, in the middle of
  // the application's first woven call.

  @Override
  public int hashCode() {
    return 31 * (31 * className.hashCode() + methodName.hashCode()) + descriptor.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof MethodSpec that
            && className.equals(that.className)
            && methodName.equals(that.methodName)
            && descriptor.equals(that.descriptor)
            && isStatic == that.isStatic
            && Objects.equals(metrics, that.metrics)
            && Objects.equals(span, that.span)
            && Objects.equals(llm, that.llm));
  }

  // Loops instead of streams: this runs while a class is being transformed, where a lambda would
  // have to be linked.
  private static void addParameters(List<LabelSpec> labels, TreeSet<Integer> indices) {
    for (LabelSpec label : labels) {
      if (label.source() instanceof LabelSpec.Parameter parameter) {
        indices.add(parameter.index());
      }
    }
  }
}
