// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.List;

/**
 * Takes what the series of one metric show now, one after the other. Confined to the thread that
 * collects.
 */
public interface SeriesSink {
  /** Returns zeros for the counts of the next histogram; they are of no use after it. */
  long[] zeros(int length);

  /** Takes a whole number, of a counter or a gauge. */
  void count(SeriesLabels labels, long value);

  /** Takes a number, of a counter or a gauge. */
  void amount(SeriesLabels labels, double value);

  /**
   * Takes a histogram.
   *
   * @param bounds the upper bounds of the buckets, ascending; those of all series of a metric are
   *     the same object
   * @param counts how many each bucket holds, and last those above all bounds; not to be kept
   */
  void histogram(SeriesLabels labels, double sum, List<Double> bounds, long[] counts);

  /** Takes a count and a sum. */
  void summary(SeriesLabels labels, long count, double sum);
}
