// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.meterweave.annotations.MonitorResource;
import io.meterweave.annotations.TrackLlmUsage;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The desk's two prompts, each sent through the official OpenAI client. Both methods return the
 * client's own {@link ChatCompletion}, from which Meterweave takes the usage. Thread-safe.
 */
@Component
class LanguageModel {
  private static final String WRITER = "gpt-5-mini";
  private static final String SORTER = "gpt-5-nano";

  private static final String WRITE =
      """
      You answer customers of Tidewater, a service that keeps and shares a team's files.

      Rules of the house:
      - Answer only from the articles below. When they do not hold the answer, say that a \
      colleague will write, and stop.
      - Two to five short sentences. Name menus and buttons exactly as the articles do.
      - Be friendly and calm. No exclamation marks, no emoji, no apologies that nobody needs.
      - Never promise refunds, dates or exceptions; a colleague does that.
      - Never ask for a password, a recovery code or a card number. When the customer sends one, \
      ask them to change it.
      - End with the number of the article that the answer rests on, as (Article 123).
      """;

  private static final String SORT =
      """
      Sort the customer's question into one category. Answer with the category alone.
      Categories: account, billing, sync, sharing, security, api, mobile, integrations, general.
      """;

  private final OpenAIClient openAi;

  LanguageModel(OpenAIClient openAi) {
    this.openAi = openAi;
  }

  /** Writes an answer that rests on the articles. */
  @TrackLlmUsage(
      provider = "openai",
      model = WRITER,
      costPer1kPrompt = 0.00025,
      costPer1kCompletion = 0.002)
  ChatCompletion write(String question, List<FoundArticle> articles) {
    String known =
        articles.stream()
            .map(
                article ->
                    "[Article " + article.id() + "] " + article.title() + "\n" + article.body())
            .collect(Collectors.joining("\n\n"));
    return complete(WRITER, WRITE, known + "\n\nQuestion: " + question);
  }

  /** Names the category of a question. */
  @TrackLlmUsage(
      provider = "openai",
      model = SORTER,
      costPer1kPrompt = 0.00005,
      costPer1kCompletion = 0.0004)
  ChatCompletion sort(String question) {
    return complete(SORTER, SORT, "Question: " + question);
  }

  /** Returns the text of a completion. */
  static String text(ChatCompletion completion) {
    return completion.choices().get(0).message().content().orElse("").strip();
  }

  @MonitorResource(name = "model.connections", labels = "model={model}")
  private ChatCompletion complete(String model, String system, String user) {
    return openAi
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model(model)
                .addSystemMessage(system)
                .addUserMessage(user)
                .build());
  }
}
