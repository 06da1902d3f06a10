// SPDX-License-Identifier: Apache-2.0

/**
 * The support desk: takes customers' questions, asks {@code articles} over HTTP for what is known,
 * lets a language model write the answer, and keeps a ticket.
 *
 * <p>In the application's loader; sees Spring, the OpenAI client, {@code llm}, and Meterweave's
 * annotations and API. Start reading at {@code AnswerDesk}.
 */
@NullMarked
package io.meterweave.sample.desk;

import org.jspecify.annotations.NullMarked;
