// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuiltInModelTest {
  private static final String SYSTEM = "Answer from the articles. ".repeat(20);
  private static final String USER =
      """
      [Article 7] How do I reset my password?
      Choose Forgot password. We send a link. The weather is fine.

      Question: I forgot my password""";

  private BuiltInModel model = BuiltInModel.start(false);
  private OpenAIClient client = client();

  @AfterEach
  void close() {
    client.close();
    model.close();
  }

  @Test
  void answersWithSentencesOfTheBestArticleAndItsNumber() {
    ChatCompletion completion = ask();

    assertThat(completion.choices().get(0).message().content().orElseThrow())
        .startsWith("Thank you for asking. Choose Forgot password.")
        .endsWith("(Article 7)");
    assertThat(completion.model()).isEqualTo("gpt-5-mini");
  }

  @Test
  void theUsageCountsTheTokensOfPromptReasoningAndText() {
    CompletionUsage usage = ask().usage().orElseThrow();
    Writer.Draft draft = Writer.write(SYSTEM, USER);
    long thought = Tokens.of(draft.reasoning()).size();

    assertThat(usage.promptTokens()).isEqualTo(Tokens.of(SYSTEM + "\n" + USER).size());
    assertThat(usage.completionTokens()).isEqualTo(thought + Tokens.of(draft.text()).size());
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    assertThat(usage.completionTokensDetails().orElseThrow().reasoningTokens()).contains(thought);
    assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(0L);
  }

  @Test
  void theSecondTimeTheBeginningOfThePromptIsCached() {
    long prompt = ask().usage().orElseThrow().promptTokens();

    assertThat(ask().usage().orElseThrow().promptTokensDetails().orElseThrow().cachedTokens())
        .contains(prompt / PromptCache.BLOCK * PromptCache.BLOCK);
  }

  @Test
  void sortsAQuestionIntoOneOfTheNamedCategories() {
    ChatCompletion completion =
        ask("gpt-5-nano", "Categories: account, billing.", "Question: I was charged twice");

    assertThat(completion.choices().get(0).message().content()).contains("billing");
  }

  @Test
  void theSixthRequestIsRateLimitedWhenMishapsAreOn() {
    close();
    model = BuiltInModel.start(true);
    client = client();
    for (int i = 1; i < 6; i++) {
      ask();
    }

    assertThatThrownBy(this::ask).isInstanceOf(RateLimitException.class);
  }

  private ChatCompletion ask() {
    return ask("gpt-5-mini", SYSTEM, USER);
  }

  private ChatCompletion ask(String name, String system, String user) {
    return client
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model(name)
                .addSystemMessage(system)
                .addUserMessage(user)
                .build());
  }

  private OpenAIClient client() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(model.baseUrl())
        .apiKey("none")
        .maxRetries(0)
        .build();
  }
}
