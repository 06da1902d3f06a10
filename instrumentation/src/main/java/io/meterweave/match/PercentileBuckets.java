// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The buckets that Micrometer gives a timer from which percentiles are to be estimated.
 *
 * <p>Immutable.
 */
/*
 * Micrometer computes a percentile in the process or leaves it to Prometheus, which estimates it
 * from buckets. Its buckets are made for that: in nanoseconds, between one power of four and the
 * next they are a third of the lower one apart, which bounds the error; and a timer has those from
 * a millisecond to half a minute. Percentiles from several processes cannot be put together, buckets
 * can, so percentiles that are asked for in the process get these buckets as well.
 */
final class PercentileBuckets {
  private static final long FIRST_NANOS = 1_000_000;
  private static final long LAST_NANOS = 30_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private PercentileBuckets() {}

  /**
   * Returns the upper bounds in seconds, ascending.
   *
   * @param forPercentiles whether percentiles are to be estimated
   * @param objectives further bounds; what is not positive is left out
   */
  static List<Double> of(boolean forPercentiles, List<Double> objectives) {
    TreeSet<Double> bounds = new TreeSet<>();
    if (forPercentiles) {
      addBounds(bounds);
    }
    for (double objective : objectives) {
      if (objective > 0 && objective < Double.POSITIVE_INFINITY) {
        bounds.add((long) (objective * NANOS_PER_SECOND) / NANOS_PER_SECOND);
      }
    }
    return new ArrayList<>(bounds);
  }

  private static void addBounds(Set<Double> bounds) {
    bounds.add(FIRST_NANOS / NANOS_PER_SECOND);
    for (long power = 4; power < LAST_NANOS; power *= 4) {
      long step = power / 3;
      for (long nanos = power; nanos < power * 4 - step; nanos += step) {
        if (nanos >= FIRST_NANOS && nanos <= LAST_NANOS) {
          bounds.add(nanos / NANOS_PER_SECOND);
        }
      }
    }
    bounds.add(LAST_NANOS / NANOS_PER_SECOND);
  }
}
