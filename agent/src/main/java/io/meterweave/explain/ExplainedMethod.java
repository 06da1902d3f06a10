// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.SpanSpec;
import io.meterweave.weave.ReportedMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a method, and why it is asked to be measured.
 *
 * <p>Immutable.
 *
 * @param method what the weave report would say
 * @param archive the directory or jar it lies in
 * @param inheritedFrom the types, but its own, whose declaration of the method asks
 * @param foreign the annotations of other libraries that ask, by name
 * @param isNamed whether a pattern of the configuration asks, and no annotation
 */
public record ExplainedMethod(
    ReportedMethod method,
    String archive,
    List<String> inheritedFrom,
    List<String> foreign,
    boolean isNamed) {

  /** Copies the lists. */
  public ExplainedMethod {
    inheritedFrom = List.copyOf(inheritedFrom);
    foreign = List.copyOf(foreign);
  }

  static ExplainedMethod of(
      MethodSpec spec, ReportedMethod method, String archive, boolean isNamed) {
    List<String> inheritedFrom = new ArrayList<>(spec.lineage().roots());
    inheritedFrom.remove(spec.className());
    return new ExplainedMethod(method, archive, inheritedFrom, foreign(spec), isNamed);
  }

  static ExplainedMethod of(ReportedMethod method, String archive) {
    return new ExplainedMethod(method, archive, List.of(), List.of(), false);
  }

  private static List<String> foreign(MethodSpec spec) {
    List<String> foreign = new ArrayList<>();
    for (MetricSpec metric : spec.requests().metrics()) {
      add(foreign, metric.foreign());
    }
    SpanSpec span = spec.requests().span();
    add(foreign, span == null ? null : span.foreign());
    return foreign;
  }

  private static void add(List<String> names, @Nullable String name) {
    if (name != null && !name.isEmpty() && !names.contains(name)) {
      names.add(name);
    }
  }
}
