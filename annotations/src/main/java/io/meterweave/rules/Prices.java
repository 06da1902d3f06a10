// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/** The rule for the price of 1,000 tokens. */
public final class Prices {
  private Prices() {}

  /**
   * Checks that a price is unset ({@code NaN}), zero or more.
   *
   * @param element the annotation's element that holds the price
   */
  public static @Nullable Problem check(String element, double usdPer1k) {
    if (Double.isNaN(usdPer1k) || (usdPer1k >= 0 && !Double.isInfinite(usdPer1k))) {
      return null;
    }
    return new Problem(
        element
            + " = "
            + usdPer1k
            + " is not a price; write US dollars per 1,000 tokens, 0 or more, or leave it out.");
  }
}
