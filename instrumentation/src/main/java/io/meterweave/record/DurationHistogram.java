// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import org.jspecify.annotations.Nullable;

/**
 * One series of a histogram of durations. Thread-safe and lock-free; a recording allocates nothing
 * but at the first.
 */
public final class DurationHistogram extends FamilySeries {
  private final BucketLayout layout;
  private volatile @Nullable DurationCells own;
  private volatile DurationCells[] sources = {};

  DurationHistogram(BucketLayout layout) {
    this.layout = layout;
  }

  /** Records a duration in nanoseconds; a negative one counts as 0. */
  public void recordNanos(long nanos) {
    DurationCells cells = own;
    if (cells == null) {
      cells = ownCells();
    }
    cells.record(nanos);
  }

  private synchronized DurationCells ownCells() {
    DurationCells cells = own;
    if (cells == null) {
      cells = new DurationCells(layout);
      attach(cells);
      own = cells;
    }
    return cells;
  }

  /** Shows what these cells hold as well; their layout is this one's. */
  synchronized void attach(DurationCells cells) {
    sources = DurationCells.append(sources, cells);
  }

  BucketLayout layout() {
    return layout;
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    long[] counts = sink.zeros(layout.buckets());
    double sumSeconds = 0;
    for (DurationCells source : sources) {
      source.addTo(counts);
      sumSeconds += source.sumNanos() / 1e9;
    }
    sink.histogram(labels, sumSeconds, layout.bounds(), counts);
  }

  @Override
  long recordings() {
    long count = 0;
    for (DurationCells source : sources) {
      count += source.durations();
    }
    return count;
  }
}
