// SPDX-License-Identifier: Apache-2.0

/**
 * The sample application: a support desk that answers questions, and the article service it asks.
 *
 * <p>An ordinary application in an ordinary loader: it sees {@code io.meterweave.annotations} and
 * {@code io.meterweave.api} and runs the same without the agent. Start reading at {@code
 * desk.AnswerDesk}.
 */
@NullMarked
package io.meterweave.sample;

import org.jspecify.annotations.NullMarked;
