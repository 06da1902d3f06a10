// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.ValueSpec;
import java.util.List;

/** Names and HELP texts of the metrics of woven methods. Immutable. */
final class InstrumentTexts {
  private InstrumentTexts() {}

  static FamilySpec family(String function, InstrumentSpec wanted) {
    return switch (wanted.kind()) {
      case CALLS ->
          spec(
              function,
              wanted,
              "method_calls_total",
              MetricKind.COUNTER,
              "Calls of a woven method",
              "Calls of %");
      case ERRORS, FAILURES ->
          spec(
              function,
              wanted,
              "method_errors_total",
              MetricKind.COUNTER,
              "Calls of a woven method that ended in an exception",
              "Calls of % that ended in an exception");
      case DURATION ->
          spec(
              function,
              wanted,
              "method_duration_seconds",
              MetricKind.HISTOGRAM,
              "Time a woven method took until its result was complete",
              "Time that calls of % took");
      case DURATION_SUMMARY ->
          spec(
              function,
              wanted,
              "method_duration_summary_seconds",
              MetricKind.SUMMARY,
              "Time a woven method took until its result was complete",
              "Time that calls of % took");
      case DURATION_MAX ->
          spec(
              function,
              wanted,
              "method_duration_seconds_max",
              MetricKind.MAXIMUM,
              "Longest call of a woven method of the last minutes",
              "Longest call of % of the last minutes");
      case ACTIVE ->
          spec(
              function,
              wanted,
              "method_active",
              MetricKind.GAUGE,
              "Calls of a woven method in flight",
              "Calls of % in flight");
      case ACTIVE_DURATION ->
          spec(
              function,
              wanted,
              "method_active_seconds",
              MetricKind.RUNNING,
              "Calls of a woven method in flight, and how long they have been running",
              "Calls of % in flight, and how long they have been running");
    };
  }

  private static FamilySpec spec(
      String function,
      InstrumentSpec wanted,
      String sharedName,
      MetricKind kind,
      String shared,
      String named) {
    boolean isShared = wanted.name().isEmpty();
    return new FamilySpec(
        isShared ? sharedName : wanted.name(),
        help(wanted.description(), isShared ? shared : named, function),
        kind,
        List.of(),
        layout(wanted.buckets(), BucketLayout.DEFAULT),
        isShared ? FamilySpec.Owner.SHARED : FamilySpec.Owner.NAMED);
  }

  private static String help(String wanted, String otherwise, String function) {
    return wanted.isEmpty() ? otherwise.replace("%", function) : wanted;
  }

  private static BucketLayout layout(List<Double> wanted, BucketLayout otherwise) {
    return wanted.isEmpty() ? otherwise : BucketLayout.of(wanted);
  }

  /** Returns the gauge beside the summary of running calls. */
  static FamilySpec longest(FamilySpec running) {
    return new FamilySpec(
        running.name() + "_max",
        running.help(),
        MetricKind.LONGEST,
        List.of(),
        BucketLayout.DEFAULT,
        running.owner());
  }

  static FamilySpec family(String function, ValueSpec wanted) {
    boolean isHistogram = wanted.form() == ValueSpec.Form.HISTOGRAM;
    return new FamilySpec(
        wanted.name(),
        help(
            wanted.description(), "Numbers of calls of %, from " + wanted.of().written(), function),
        isHistogram ? MetricKind.VALUES : MetricKind.LATEST,
        List.of(),
        layout(wanted.buckets(), ValuePart.DEFAULT_BUCKETS),
        FamilySpec.Owner.NAMED);
  }
}
