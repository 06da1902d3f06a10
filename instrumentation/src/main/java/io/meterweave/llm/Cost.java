// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

/**
 * The price that an annotation names, in US dollars.
 *
 * <p>Immutable.
 *
 * @param usdPer1kPrompt the price of 1,000 input tokens, {@code NaN} if unknown
 * @param usdPer1kCompletion the price of 1,000 output tokens, {@code NaN} if unknown
 */
/*
 * Two prices know no discount: input read from a cache or written to one costs what other input
 * costs, reasoning what visible output costs. A call that was mostly cached is therefore priced too
 * high, never too low; a provider that reports the cost itself is believed instead.
 *
 * A price that is missing for something that was used gives no cost at all: an unpriced model that
 * silently costs 0 looks like a saving.
 */
record Cost(double usdPer1kPrompt, double usdPer1kCompletion) {
  private static final double PER = 1000;

  /** Returns what the tokens cost in US dollars; {@code NaN} if a price is missing or negative. */
  double of(TokenUsage tokens) {
    double cost =
        part(tokens.inputTotal(), usdPer1kPrompt) + part(tokens.outputTotal(), usdPer1kCompletion);
    return cost / PER;
  }

  private static double part(long tokens, double price) {
    if (tokens == 0) {
      return 0;
    }
    return price >= 0 && price <= Double.MAX_VALUE ? tokens * price : Double.NaN;
  }
}
