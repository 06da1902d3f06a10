// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instruments of one annotation. Immutable. */
final class MetricPart extends Part {
  private final List<Recorded> recorded = new ArrayList<>();

  /**
   * Registers the metrics.
   *
   * @param function the method, for the HELP texts
   */
  MetricPart(
      String function, List<InstrumentSpec> wanted, PartLabels labels, Instruments instruments) {
    super(labels);
    for (InstrumentSpec instrument : wanted) {
      recorded.add(Recorded.of(function, instrument, instruments));
    }
  }

  /** Registers the shared families, so that nobody takes their names. */
  static void reserveShared(Instruments instruments) {
    for (Kind kind : new Kind[] {Kind.CALLS, Kind.DURATION, Kind.ERRORS, Kind.ACTIVE}) {
      Recorded.of("", InstrumentSpec.of(kind, "", ""), instruments);
    }
  }

  @Override
  boolean accepts(Attributes series) {
    for (Recorded each : recorded) {
      if (each.kind != Kind.ERRORS && !each.family.accepts(series)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void sayWhatIsFull() {
    for (Recorded each : recorded) {
      each.family.sayIfFull();
    }
  }

  @Override
  void addTo(CallCells.Builder cells, Attributes series) {
    for (Recorded each : recorded) {
      each.addTo(cells, series, labels().areFixed());
    }
  }

  /** An instrument and its family. Immutable. */
  private static final class Recorded {
    private final Kind kind;
    private final Family<?> family;
    private final @Nullable Family<RunningCalls.Longest> longest;
    private final List<String> errorTypes;

    private Recorded(
        InstrumentSpec of, Family<?> family, @Nullable Family<RunningCalls.Longest> longest) {
      this.kind = of.kind();
      this.family = family;
      this.longest = longest;
      this.errorTypes = of.errorTypes();
    }

    static Recorded of(String function, InstrumentSpec wanted, Instruments instruments) {
      FamilySpec spec = InstrumentTexts.family(function, wanted);
      return new Recorded(
          wanted,
          instruments.family(spec),
          wanted.kind() == Kind.ACTIVE_DURATION
              ? instruments.family(InstrumentTexts.longest(spec))
              : null);
    }

    void addTo(CallCells.Builder cells, Attributes at, boolean isAtOnce) {
      switch (kind) {
        case CALLS -> cells.calls((Counter) family.at(at));
        case ERRORS -> cells.failures(FailureCell.byType(counters(), at));
        case FAILURES -> cells.failures(FailureCell.of(counters(), at, isAtOnce, errorTypes));
        case DURATION -> cells.durations((DurationHistogram) family.at(at));
        case DURATION_SUMMARY -> cells.summary((DurationSummary) family.at(at));
        case DURATION_MAX -> cells.maximum((WindowMax) family.at(at));
        case ACTIVE -> cells.gauge((Level) family.at(at));
        case ACTIVE_DURATION -> {
          RunningCalls running = (RunningCalls) family.at(at);
          cells.gauge(running);
          if (longest != null) {
            longest.at(at).of(running);
          }
        }
      }
    }

    @SuppressWarnings("unchecked") // the family of errors is one of counters
    private Family<Counter> counters() {
      return (Family<Counter>) family;
    }
  }
}
