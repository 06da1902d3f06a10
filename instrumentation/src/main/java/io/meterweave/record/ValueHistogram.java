// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * One series of a histogram of plain numbers.
 *
 * <p>Thread-safe and lock-free; a recording allocates nothing. Numbers are finite.
 */
final class ValueHistogram extends FamilySeries {
  private final List<Double> bounds;
  private final double[] upper;
  private final StripedCells counts;
  private final DoubleAdder sum = new DoubleAdder();

  ValueHistogram(BucketLayout layout) {
    bounds = layout.bounds();
    upper = new double[bounds.size()];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = bounds.get(i);
    }
    counts = new StripedCells(upper.length + 1);
  }

  void record(double value) {
    int found = Arrays.binarySearch(upper, value);
    counts.add(found < 0 ? -found - 1 : found, 1);
    sum.add(value);
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    long[] now = sink.zeros(counts.length());
    for (int i = 0; i < now.length; i++) {
      now[i] = counts.sum(i);
    }
    sink.histogram(labels, sum.sum(), bounds, now);
  }

  @Override
  long recordings() {
    long recordings = 0;
    for (int i = 0; i < counts.length(); i++) {
      recordings += counts.sum(i);
    }
    return recordings;
  }
}
