// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * The metrics that a method was asked to record.
 *
 * <p>Immutable.
 *
 * @param name the metrics' prefix as Prometheus will show it, or empty for the shared families
 * @param labels fixed labels and labels from parameters, in the order they were written; keys are
 *     distinct
 * @param duration whether the duration is recorded
 * @param calls whether calls are counted
 * @param errors whether errors are counted
 * @param active whether the calls in flight are shown
 * @param buckets the duration's upper bounds in seconds, ascending; empty for the default ones
 * @param description the HELP text, or empty
 */
public record MetricSpec(
    String name,
    List<LabelSpec> labels,
    boolean duration,
    boolean calls,
    boolean errors,
    boolean active,
    List<Double> buckets,
    String description) {

  /** Copies the lists. */
  public MetricSpec {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
  }

  /** Returns whether a label's value is known only at a call. */
  public boolean hasDynamicLabels() {
    for (LabelSpec label : labels) {
      if (label.source() instanceof LabelSpec.Parameter) {
        return true;
      }
    }
    return false;
  }
}
