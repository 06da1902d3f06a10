// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import java.util.List;
import java.util.Map;

/**
 * One completed request. Immutable.
 *
 * @param promptTokens tokens of all messages
 * @param cachedTokens how many of these were seen before; inside {@code promptTokens}
 * @param reasoningTokens tokens of what the model thought
 * @param textTokens tokens of what it said
 */
record Completion(
    String id,
    String model,
    String text,
    long createdSeconds,
    int promptTokens,
    int cachedTokens,
    int reasoningTokens,
    int textTokens) {

  /** Returns the answer as the chat completions interface has it. */
  Map<String, Object> json() {
    return Map.of(
        "id",
        id,
        "object",
        "chat.completion",
        "created",
        createdSeconds,
        "model",
        model,
        "choices",
        List.of(choice()),
        "usage",
        usage());
  }

  private Map<String, Object> choice() {
    Map<String, Object> message = Map.of("role", "assistant", "content", text);
    return Map.of("index", 0, "message", message, "finish_reason", "stop");
  }

  /**
   * As OpenAI does: what was cached is inside the prompt, what was thought inside the completion.
   */
  private Map<String, Object> usage() {
    int completionTokens = reasoningTokens + textTokens;
    return Map.of(
        "prompt_tokens",
        promptTokens,
        "completion_tokens",
        completionTokens,
        "total_tokens",
        promptTokens + completionTokens,
        "prompt_tokens_details",
        Map.of("cached_tokens", cachedTokens),
        "completion_tokens_details",
        Map.of("reasoning_tokens", reasoningTokens));
  }
}
