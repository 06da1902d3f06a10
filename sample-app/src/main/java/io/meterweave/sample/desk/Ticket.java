// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import java.time.Instant;

/**
 * A question and what became of it. Immutable.
 *
 * @param outcome as in {@link Answer}
 */
record Ticket(
    long id,
    String customer,
    String channel,
    String category,
    String question,
    String answer,
    String outcome,
    Instant created) {}
