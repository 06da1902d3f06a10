// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * One metric of a method's calls.
 *
 * <p>Immutable.
 *
 * @param kind what is recorded
 * @param name the metric's whole name as Prometheus will show it, or empty for the family of that
 *     kind that all methods without a name share
 * @param description the HELP text, or empty for one that names the method
 * @param buckets the upper bounds in seconds, ascending, of a {@link Kind#DURATION}; empty for the
 *     default ones
 * @param errorTypes for {@link Kind#FAILURES} the classes (with their subclasses) that count, as
 *     {@link Class#getName()} gives them; empty for all
 */
public record InstrumentSpec(
    Kind kind, String name, String description, List<Double> buckets, List<String> errorTypes) {
  /** What is recorded of a call. */
  public enum Kind {
    /** A counter of calls, those that throw included. */
    CALLS,
    /** A counter of calls that throw, with the label {@code error_type}. */
    ERRORS,
    /** A counter of calls that throw, without a label of its own. */
    FAILURES,
    /** A histogram of durations in seconds. */
    DURATION,
    /** The count and the sum of durations in seconds, without buckets: a Prometheus summary. */
    DURATION_SUMMARY,
    /** A gauge of the longest duration of late, in seconds. */
    DURATION_MAX,
    /** A gauge of calls in flight. */
    ACTIVE,
    /** How long the calls in flight have been running, in seconds: count, sum and maximum. */
    ACTIVE_DURATION;

    /** Returns whether it takes the time to record it. */
    public boolean isTimed() {
      return this == DURATION
          || this == DURATION_SUMMARY
          || this == DURATION_MAX
          || this == ACTIVE_DURATION;
    }
  }

  /** Copies the lists. */
  public InstrumentSpec {
    buckets = List.copyOf(buckets);
    errorTypes = List.copyOf(errorTypes);
  }

  /** Makes one without buckets and error types. */
  public static InstrumentSpec of(Kind kind, String name, String description) {
    return new InstrumentSpec(kind, name, description, List.of(), List.of());
  }
}
