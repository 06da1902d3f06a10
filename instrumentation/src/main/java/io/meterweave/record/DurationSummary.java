// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/** One series of a summary of durations: their count and their sum. Thread-safe and lock-free. */
final class DurationSummary extends FamilySeries {
  private volatile DurationCells[] sources = {};

  /** Shows what these cells hold as well. */
  synchronized void attach(DurationCells cells) {
    sources = DurationCells.append(sources, cells);
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    long count = 0;
    double sumSeconds = 0;
    for (DurationCells source : sources) {
      count += source.count();
      sumSeconds += source.sumNanos() / 1e9;
    }
    sink.summary(labels, count, sumSeconds);
  }

  @Override
  long recordings() {
    long count = 0;
    for (DurationCells source : sources) {
      count += source.count();
    }
    return count;
  }
}
