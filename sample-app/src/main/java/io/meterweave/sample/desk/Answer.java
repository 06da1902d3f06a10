// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import java.util.List;

/**
 * What a customer gets. Immutable.
 *
 * @param outcome {@code answered} by the model, {@code article only} when the model failed, {@code
 *     handed over} to a colleague when no article fits
 * @param articles what the answer rests on, best first
 */
record Answer(
    long ticket, String category, String text, String outcome, List<FoundArticle> articles) {}
