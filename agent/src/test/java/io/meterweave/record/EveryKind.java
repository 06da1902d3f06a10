// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics of every kind, with labels and texts that have to be escaped. */
public final class EveryKind {
  private EveryKind() {}

  /**
   * Returns the cells of all of them; of each there may be three series and the one for the rest.
   */
  public static CellMetrics cells() {
    Instruments instruments = new Instruments(3);
    for (MetricKind kind : MetricKind.values()) {
      for (Variant variant : Variant.values()) {
        record(instruments, kind, variant);
      }
    }
    instruments.observedCounter("observed_total", "Seen", () -> 7.25);
    instruments.observedGauge("seen", "", "lane", () -> Map.of("b", 1L, "a", 2.5));
    instruments.observedGauge("nobody", "Shows nothing", "lane", Map::of);
    return new CellMetrics(instruments, new SpanClock());
  }

  /** How a metric is named and labelled. */
  private enum Variant {
    PLAIN("", "Help", List.of()),
    SECONDS("_seconds", "A \\ and\na new line, \u00e4\u6f22\ud83d\ude00", List.of("shop", "le")),
    TOTAL("_all_total", "", List.of("z", "a", "quantile")),
    SECONDS_TOTAL(":seconds_seconds_total", "Help", List.of("1st", "my.label"));

    private final String suffix;
    private final String help;
    private final List<String> labels;

    Variant(String suffix, String help, List<String> labels) {
      this.suffix = suffix;
      this.help = help;
      this.labels = labels;
    }
  }

  private static void record(Instruments instruments, MetricKind kind, Variant variant) {
    FamilySpec spec =
        new FamilySpec(
            "of_" + kind.name().toLowerCase(Locale.ROOT) + variant.suffix,
            variant.help,
            kind,
            variant.labels,
            variant == Variant.TOTAL
                ? BucketLayout.of(List.of())
                : BucketLayout.of(List.of(.5, 1e-3, 20.)),
            FamilySpec.Owner.NAMED);
    Family<FamilySeries> family = instruments.family(spec);
    String[] values = {"", "a \"shop\"", "back\\slash\nline", "\u00e4\u6f22", "beyond", "limit"};
    for (int i = 0; i < values.length; i++) {
      record(family.with(values[i], i == 2 ? null : values[values.length - i - 1]), i);
    }
  }

  private static void record(FamilySeries series, int i) {
    if (series instanceof Counter counter) {
      counter.add(i == 1 ? Long.MAX_VALUE : i);
    } else if (series instanceof Amount amount) {
      amount.add(i * 1e9 + .1);
    } else if (series instanceof Level level) {
      level.add(2 - i);
    } else if (series instanceof DurationHistogram histogram) {
      histogram.recordNanos(i * 300_000_000L);
    } else if (series instanceof DurationSummary summary) {
      DurationCells cells = new DurationCells(BucketLayout.DEFAULT);
      cells.record(i * 123_456_789L);
      summary.attach(cells);
    } else if (series instanceof WindowMax max) {
      max.record(i * 1_000_000L);
    } else if (series instanceof ValueHistogram values) {
      values.record(i * -.75);
    } else if (series instanceof LatestValue latest && i != 1) {
      latest.record(1.0 / i);
    }
  }
}
