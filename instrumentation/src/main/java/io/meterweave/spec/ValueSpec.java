// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of a call that is recorded: one {@code @RecordValue}.
 *
 * <p>Immutable.
 *
 * @param name the metric's whole name as Prometheus will show it
 * @param description the HELP text, or empty
 * @param of where the number is read; a collection, array, map or text counts its length
 * @param form what the metric is
 * @param labels the labels in the order they were written; keys are distinct
 * @param labelExtractor the binary name of a class that gives further labels, or null
 * @param buckets the upper bounds, ascending, of a histogram; empty for the default ones
 */
public record ValueSpec(
    String name,
    String description,
    PathSpec of,
    Form form,
    List<LabelSpec> labels,
    @Nullable String labelExtractor,
    List<Double> buckets) {
  /** What the metric is. */
  public enum Form {
    /** The distribution of all values. */
    HISTOGRAM,
    /** The latest value. */
    GAUGE
  }

  /** Copies the lists. */
  public ValueSpec {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
  }
}
