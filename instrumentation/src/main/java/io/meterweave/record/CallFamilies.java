// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.MethodSpec;
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
        new MetricSpec("", List.of(), true, true, true, true, List.of(), /* description= */ "");
    of(new MethodSpec("", "", "()V", true, all, null, null), instruments);
  }

  static CallFamilies of(MethodSpec method, Instruments instruments) {
    MetricSpec wanted = method.metrics();
    if (wanted == null) {
      return NONE;
    }
    Definitions define = new Definitions(method, wanted);
    return new CallFamilies(
        wanted.calls() ? instruments.counter(define.calls()) : null,
        wanted.duration() ? instruments.histogram(define.durations()) : null,
        wanted.errors() ? instruments.counter(define.errors()) : null,
        wanted.active() ? instruments.level(define.active()) : null);
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
  private record Definitions(MethodSpec method, MetricSpec wanted) {
    FamilySpec calls() {
      return spec("_calls_total", MetricKind.COUNTER, "Calls of a woven method", "Calls of %");
    }

    FamilySpec durations() {
      return spec(
          "_duration_seconds",
          MetricKind.HISTOGRAM,
          "Time a woven method took until its result was complete",
          "Time that calls of % took");
    }

    FamilySpec errors() {
      return spec(
          "_errors_total",
          MetricKind.COUNTER,
          "Calls of a woven method that ended in an exception",
          "Calls of % that ended in an exception");
    }

    FamilySpec active() {
      return spec(
          "_active", MetricKind.GAUGE, "Calls of a woven method in flight", "Calls of % in flight");
    }

    private FamilySpec spec(String suffix, MetricKind kind, String shared, String named) {
      boolean isShared = wanted.name().isEmpty();
      BucketLayout layout =
          wanted.buckets().isEmpty() ? BucketLayout.DEFAULT : BucketLayout.of(wanted.buckets());
      String help =
          isShared
              ? shared
              : wanted.description().isEmpty()
                  ? named.replace("%", method.functionName())
                  : wanted.description();
      return new FamilySpec(
          (isShared ? "method" : wanted.name()) + suffix,
          help,
          kind,
          List.of(),
          layout,
          isShared ? FamilySpec.Owner.SHARED : FamilySpec.Owner.NAMED);
    }
  }
}
