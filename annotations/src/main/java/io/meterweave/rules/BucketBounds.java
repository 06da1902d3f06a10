// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule for a histogram's upper bounds. */
public final class BucketBounds {
  private BucketBounds() {}

  /** Checks that the bounds are finite and each greater than the one before. */
  public static @Nullable Problem check(List<Double> bounds) {
    double before = Double.NEGATIVE_INFINITY;
    for (Double bound : bounds) {
      if (!Double.isFinite(bound)) {
        return new Problem(
            "The bucket bound " + bound + " is not a finite number; +Inf is always there.");
      }
      if (bound <= before) {
        return new Problem(
            "The buckets are not ascending: "
                + bound
                + " comes after "
                + before
                + "; sort them, and write none twice.");
      }
      before = bound;
    }
    return null;
  }

  /** Checks that the bounds of durations are also greater than zero. */
  public static @Nullable Problem checkSeconds(List<Double> bounds) {
    Problem problem = check(bounds);
    return problem == null && !bounds.isEmpty() && bounds.get(0) <= 0
        ? new Problem(
            "The bucket bound " + bounds.get(0) + " is not a duration; write seconds above 0.")
        : problem;
  }
}
