// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import org.jspecify.annotations.Nullable;

/**
 * What one result said about its usage.
 *
 * <p>Immutable. Everything may be missing; a reason says why, and there may be tokens together with
 * the reason {@link MissingUsage#INCOMPLETE}.
 *
 * @param tokens the tokens, or null
 * @param missing why tokens are missing, or null if they are complete
 * @param costUsd what the provider says the call cost, in US dollars; {@code NaN} if it says
 *     nothing
 * @param model the model that answered, or null
 * @param id the provider's identifier of the answer, or null
 */
record UsageReading(
    @Nullable TokenUsage tokens,
    @Nullable MissingUsage missing,
    double costUsd,
    @Nullable String model,
    @Nullable String id) {

  static UsageReading missing(MissingUsage reason) {
    return new UsageReading(null, reason, Double.NaN, null, null);
  }
}
