// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.List;
import java.util.TreeSet;

/**
 * Where a duration in nanoseconds is counted: a grid of four cells per power of two from 64 ns to
 * 18 minutes, cut once more at each explicit bound of the metric.
 *
 * <p>Immutable. Two layouts with the same bounds are equal.
 *
 * @param bounds the explicit bounds in seconds, ascending
 * @param first for each grid cell, its first cell
 * @param upper for each cell, the largest duration that belongs to it
 * @param bucket for each cell, the explicit bucket that it belongs to
 */
/*
 * The explicit bounds alone would need a search per recording, and would forget what quantiles need.
 * The grid finds its cell from the number's leading zeros; a bound that lies inside a grid cell cuts
 * it in two, so that the classic buckets are sums of whole cells, exactly. The first cell of a grid
 * cell is looked up, and the way on is one comparison per cut in it, mostly one in all.
 *
 * A bound of b seconds holds a duration of n nanoseconds if n / 1e9 <= b in doubles, the same test
 * that OpenTelemetry's own histogram makes.
 *
 * A record, for its fields are constants in compiled calls.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bounds alone
record BucketLayout(List<Double> bounds, short[] first, long[] upper, short[] bucket) {
  private static final int FIRST_EXPONENT = 6;
  private static final int LAST_EXPONENT = 40;
  private static final int GRID = 4 * (LAST_EXPONENT - FIRST_EXPONENT) + 2;

  /** The default bounds in seconds. */
  static final BucketLayout DEFAULT =
      make(List.of(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.));

  /**
   * Returns the layout of bounds in seconds. What cannot be a bound (NaN, infinite) is left out,
   * the rest is sorted.
   */
  static BucketLayout of(List<Double> boundsSeconds) {
    TreeSet<Double> sorted = new TreeSet<>();
    for (double bound : boundsSeconds) {
      if (Double.isFinite(bound)) {
        sorted.add(bound);
      }
    }
    List<Double> bounds = List.copyOf(sorted);
    return bounds.equals(DEFAULT.bounds) ? DEFAULT : make(bounds);
  }

  private static BucketLayout make(List<Double> bounds) {
    TreeSet<Long> edges = new TreeSet<>();
    for (int grid = 0; grid < GRID; grid++) {
      edges.add(gridUpper(grid));
    }
    long[] thresholds = new long[bounds.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = threshold(bounds.get(i));
      if (thresholds[i] >= 0) {
        edges.add(thresholds[i]);
      }
    }
    long[] upper = new long[edges.size()];
    int cells = 0;
    for (long edge : edges) {
      upper[cells++] = edge;
    }
    return new BucketLayout(bounds, firstCells(upper), upper, buckets(upper, thresholds));
  }

  private static long gridUpper(int grid) {
    if (grid == 0) {
      return (1L << FIRST_EXPONENT) - 1;
    }
    if (grid == GRID - 1) {
      return Long.MAX_VALUE;
    }
    int exponent = FIRST_EXPONENT + ((grid - 1) >> 2);
    int quarter = (grid - 1) & 3;
    return (1L << exponent) + ((quarter + 1L) << (exponent - 2)) - 1;
  }

  /** Returns the largest number of nanoseconds that is not above the bound, or -1. */
  private static long threshold(double bound) {
    if (bound < 0) {
      return -1;
    }
    if (bound >= Long.MAX_VALUE / 1e9) {
      return Long.MAX_VALUE;
    }
    long nanos = Math.round(bound * 1e9);
    while (nanos / 1e9 > bound) {
      nanos--;
    }
    while ((nanos + 1) / 1e9 <= bound) {
      nanos++;
    }
    return nanos;
  }

  private static short[] firstCells(long[] upper) {
    short[] cells = new short[GRID];
    int cell = 0;
    for (int grid = 0; grid < GRID; grid++) {
      cells[grid] = (short) cell;
      while (upper[cell] < gridUpper(grid)) {
        cell++;
      }
      cell++;
    }
    return cells;
  }

  private static short[] buckets(long[] upper, long[] thresholds) {
    short[] of = new short[upper.length];
    int at = 0;
    for (int cell = 0; cell < of.length; cell++) {
      while (at < thresholds.length && thresholds[at] < upper[cell]) {
        at++;
      }
      of[cell] = (short) at;
    }
    return of;
  }

  /** Returns the cell that counts a duration; a negative one counts as 0. */
  int cell(long nanos) {
    int cell = first[grid(nanos)];
    while (nanos > upper[cell]) {
      cell++;
    }
    return cell;
  }

  private static int grid(long nanos) {
    if (nanos < 1L << FIRST_EXPONENT) {
      return 0;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(nanos);
    int grid = ((exponent - FIRST_EXPONENT) << 2) + (int) (nanos >>> (exponent - 2) & 3) + 1;
    return Math.min(grid, GRID - 1);
  }

  int cells() {
    return upper.length;
  }

  /** Returns the number of explicit buckets, the one without an upper bound included. */
  int buckets() {
    return bounds.size() + 1;
  }

  /** Adds what the cells of a row hold to the counts of the explicit buckets. */
  void addTo(StripedCells row, int firstCell, long[] counts) {
    row.addTo(firstCell, bucket, counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BucketLayout layout && bounds.equals(layout.bounds);
  }

  @Override
  public int hashCode() {
    return bounds.hashCode();
  }

  @Override
  public String toString() {
    return bounds.toString();
  }
}
