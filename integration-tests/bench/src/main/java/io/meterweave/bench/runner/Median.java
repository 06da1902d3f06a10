// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.Arrays;

/** The middle of some figures, or the mean of the two in the middle. Stateless. */
final class Median {
  private Median() {}

  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
