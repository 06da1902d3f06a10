// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.MetricSpec;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that one method records into: those of its name, or the shared ones.
 *
 * <p>Immutable; null stands for what was not asked for.
 */
record CallFamilies(
    @Nullable CounterFamily calls,
    @Nullable HistogramFamily durations,
    @Nullable CounterFamily errors,
    @Nullable LevelFamily active) {

  static final CallFamilies NONE = new CallFamilies(null, null, null, null);

  /** Registers the shared families, so that nobody takes their names. */
  static void reserveShared(Instruments instruments) {
    MetricSpec all =
        new MetricSpec(
            List.of(),
            null,
            List.of(
                InstrumentSpec.of(Kind.CALLS, "", ""),
                InstrumentSpec.of(Kind.DURATION, "", ""),
                InstrumentSpec.of(Kind.ERRORS, "", ""),
                InstrumentSpec.of(Kind.ACTIVE, "", "")));
    of("", all, instruments);
  }

  static CallFamilies of(String function, MetricSpec wanted, Instruments instruments) {
    InstrumentSpec calls = wanted.instrument(Kind.CALLS);
    InstrumentSpec durations = wanted.instrument(Kind.DURATION);
    InstrumentSpec errors = wanted.instrument(Kind.ERRORS);
    InstrumentSpec active = wanted.instrument(Kind.ACTIVE);
    return new CallFamilies(
        calls == null ? null : instruments.counter(Definitions.calls(function, calls)),
        durations == null
            ? null
            : instruments.histogram(Definitions.durations(function, durations)),
        errors == null ? null : instruments.counter(Definitions.errors(function, errors)),
        active == null ? null : instruments.level(Definitions.active(function, active)));
  }

  BucketLayout layout() {
    return durations == null ? BucketLayout.DEFAULT : durations.spec().layout();
  }

  /** Returns whether each family has the series or room for it. */
  boolean accept(Attributes labels) {
    return (calls == null || calls.accepts(labels))
        && (durations == null || durations.accepts(labels))
        && (active == null || active.accepts(labels));
  }

  /** Makes the cells of a set of labels and shows them in each family. */
  CallCells cells(Attributes labels) {
    DurationCells cells = new DurationCells(layout());
    if (calls != null) {
      calls.with(labels).attach(cells);
    }
    if (durations != null) {
      durations.with(labels).attach(cells);
    }
    return new CallCells(cells, active == null ? null : active.with(labels), errors, labels);
  }

  /** Makes the cells for what is beyond the limit. */
  CallCells overflowCells() {
    DurationCells cells = new DurationCells(layout());
    if (calls != null) {
      calls.overflow().attach(cells);
    }
    if (durations != null) {
      durations.overflow().attach(cells);
    }
    Level rest = active == null ? null : active.overflow();
    return new CallCells(cells, rest, errors, OverflowLabels.ALL);
  }

  /** Names and texts of the families. */
  private static final class Definitions {
    static FamilySpec calls(String function, InstrumentSpec wanted) {
      return spec(
          function,
          wanted,
          "method_calls_total",
          MetricKind.COUNTER,
          "Calls of a woven method",
          "Calls of %");
    }

    static FamilySpec durations(String function, InstrumentSpec wanted) {
      return spec(
          function,
          wanted,
          "method_duration_seconds",
          MetricKind.HISTOGRAM,
          "Time a woven method took until its result was complete",
          "Time that calls of % took");
    }

    static FamilySpec errors(String function, InstrumentSpec wanted) {
      return spec(
          function,
          wanted,
          "method_errors_total",
          MetricKind.COUNTER,
          "Calls of a woven method that ended in an exception",
          "Calls of % that ended in an exception");
    }

    static FamilySpec active(String function, InstrumentSpec wanted) {
      return spec(
          function,
          wanted,
          "method_active",
          MetricKind.GAUGE,
          "Calls of a woven method in flight",
          "Calls of % in flight");
    }

    private static FamilySpec spec(
        String function,
        InstrumentSpec wanted,
        String sharedName,
        MetricKind kind,
        String shared,
        String named) {
      boolean isShared = wanted.name().isEmpty();
      BucketLayout layout =
          wanted.buckets().isEmpty() ? BucketLayout.DEFAULT : BucketLayout.of(wanted.buckets());
      String help =
          isShared
              ? shared
              : wanted.description().isEmpty()
                  ? named.replace("%", function)
                  : wanted.description();
      return new FamilySpec(
          isShared ? sharedName : wanted.name(),
          help,
          kind,
          List.of(),
          layout,
          isShared ? FamilySpec.Owner.SHARED : FamilySpec.Owner.NAMED);
    }
  }
}
