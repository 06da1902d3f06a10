// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.llm.shapes.Answers;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.DefaultUsage;

/** Real figures in the shapes of the providers and frameworks, each with its own meaning. */
class UsageNormalizerTest {
  private static final TokenUsage CACHED = new TokenUsage(176, 1024, 0, 300, 0);
  private static final TokenUsage THOUGHT = new TokenUsage(176, 1024, 0, 108, 192);

  @Test
  void openAiChatCountsBothInside() {
    assertThat(tokens(Answers.chat(1200, 1024, 300, 192))).isEqualTo(THOUGHT);
  }

  @Test
  void openAiResponsesCountsBothInside() {
    assertThat(
            tokens(
                """
                {"model":"gpt-5.4","usage":{
                  "input_tokens":1200,"input_tokens_details":{"cached_tokens":1024},
                  "output_tokens":300,"output_tokens_details":{"reasoning_tokens":192},
                  "total_tokens":1500}}
                """))
        .isEqualTo(THOUGHT);
  }

  @Test
  void anthropicCountsTheCacheOutside() {
    assertThat(tokens(Answers.message(5, 128_955, 1253, 1)))
        .isEqualTo(new TokenUsage(5, 128_955, 1253, 1, 0));
    assertThat(
            tokens(
                """
                {"usage":{"input_tokens":1000,"cache_creation_input_tokens":0,
                  "cache_read_input_tokens":100,"output_tokens":300,
                  "output_tokens_details":{"thinking_tokens":40}}}
                """))
        .isEqualTo(new TokenUsage(1000, 100, 0, 260, 40));
  }

  @Test
  void bedrockCountsTheCacheOutsideAndInTheTotal() {
    assertThat(tokens(new Answers.Converse(new Answers.ConverseUsage(176, 300, 1500, 1024, 0))))
        .isEqualTo(CACHED);
    assertThat(tokens(new Answers.Converse(new Answers.ConverseUsage(1000, 300, 1350, 30, 20))))
        .isEqualTo(new TokenUsage(1000, 30, 20, 300, 0));
  }

  @Test
  void geminiCountsThoughtsAndToolInputOutside() {
    assertThat(
            tokens(
                """
                {"modelVersion":"gemini-x","usageMetadata":{
                  "promptTokenCount":1200,"cachedContentTokenCount":1024,
                  "candidatesTokenCount":108,"thoughtsTokenCount":192,
                  "toolUsePromptTokenCount":50,"totalTokenCount":1550,
                  "promptTokensDetails":[{"modality":"TEXT","tokenCount":1200}]}}
                """))
        .isEqualTo(new TokenUsage(226, 1024, 0, 108, 192));
  }

  @Test
  void xAiCountsReasoningOutsideWhereOpenAiCountsItInside() {
    assertThat(
            tokens(
                """
                {"usage":{"prompt_tokens":1200,"completion_tokens":108,"total_tokens":1500,
                  "prompt_tokens_details":{"cached_tokens":1024},
                  "completion_tokens_details":{"reasoning_tokens":192}}}
                """))
        .isEqualTo(THOUGHT);
    assertThat(
            tokens(
                """
                {"usage":{"prompt_tokens":10,"completion_tokens":300,"total_tokens":350,
                  "completion_tokens_details":{"reasoning_tokens":40}}}
                """))
        .isEqualTo(new TokenUsage(10, 0, 0, 300, 40));
  }

  @Test
  void langChainsAnthropicLeavesTheCacheOutOfTheTotal() {
    assertThat(tokens(new Answers.AnthropicTokenUsage(176, 300, 476, 1024, 0))).isEqualTo(CACHED);
    assertThat(tokens(new Answers.AnthropicTokenUsage(1000, 300, 1300, 100, 20)))
        .isEqualTo(new TokenUsage(1000, 100, 20, 300, 0));
  }

  @Test
  void langChainsGeminiLeavesThoughtsOutOfTheOutput() {
    assertThat(
            tokens(
                new Answers.FrameworkResponse(
                    new Answers.GeminiTokenUsage(1200, 108, 1500, 1024, 192), "m", "i")))
        .isEqualTo(THOUGHT);
  }

  @Test
  void springsOneClassMeansWhatTheNativeUsageMeans() {
    Object openAi = Answers.chat(1200, 1024, 300, 192).usage().orElseThrow();
    Object anthropic = Answers.message(1000, 100, 20, 300).usage();

    assertThat(tokens(new DefaultUsage(1200, 300, 1500, 1024L, openAi))).isEqualTo(THOUGHT);
    assertThat(tokens(new DefaultUsage(1000, 300, 1300, 100L, anthropic)))
        .isEqualTo(new TokenUsage(1000, 100, 20, 300, 0));
  }

  @Test
  void springsClassAloneMeansWhatTheProviderMeans() {
    DefaultUsage usage = new DefaultUsage(1000, 300, 1300, 100L, null);

    assertThat(tokens("openai", usage)).isEqualTo(new TokenUsage(900, 100, 0, 300, 0));
    assertThat(tokens("Anthropic", usage)).isEqualTo(new TokenUsage(1000, 100, 0, 300, 0));
    assertThat(tokens("openai", new DefaultUsage(176, 300, 476, 1024L, "?"))).isEqualTo(CACHED);
    assertThat(tokens("openai", new DefaultUsage(1000, 300, 1400, 100L, null)))
        .isEqualTo(new TokenUsage(1000, 100, 0, 300, 0));
  }

  @Test
  void gatewaysThatWriteBothFormsCountInside() {
    assertThat(
            tokens(
                """
                {"usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,
                  "prompt_tokens_details":{"cached_tokens":1000,"cache_write_tokens":24},
                  "cache_read_input_tokens":1000,"cache_creation_input_tokens":24}}
                """))
        .isEqualTo(new TokenUsage(176, 1000, 24, 300, 0));
  }

  @Test
  void deepSeekCountsTheHitsInside() {
    assertThat(
            tokens(
                """
                {"usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,
                  "prompt_cache_hit_tokens":1024,"prompt_cache_miss_tokens":176}}
                """))
        .isEqualTo(CACHED);
  }

  @Test
  void whatIsMoreThanTheWholeIsNotInsideIt() {
    assertThat(tokens("{\"input_tokens\":10,\"output_tokens\":5,\"cached_tokens\":50}"))
        .isEqualTo(new TokenUsage(10, 50, 0, 5, 0));
    assertThat(tokens("{\"input_tokens\":10,\"output_tokens\":5,\"reasoning_tokens\":50}"))
        .isEqualTo(new TokenUsage(10, 0, 0, 5, 50));
  }

  private static TokenUsage tokens(Object result) {
    return tokens("any", result);
  }

  private static TokenUsage tokens(String provider, Object result) {
    UsageReader reader = new UsageReader("test", provider, MethodHandles.publicLookup());
    return reader.read(result).tokens();
  }
}
