// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.llm.UsageName.Convention;
import io.meterweave.llm.UsageName.Field;
import java.util.Locale;

/**
 * Makes disjoint parts of the numbers that a result has.
 *
 * <p>Immutable, thread-safe.
 */
/*
 * Problem: "input tokens" means two things. OpenAI, Gemini, Mistral and xAI count cached tokens in
 * it; Anthropic and Bedrock do not. Reasoning is in the output of OpenAI and Anthropic, and not in
 * that of Gemini and xAI. Whoever gets it wrong is off by up to three orders of magnitude, for
 * cached calls are nearly all cache.
 *
 * Evidence for cached tokens, the best first:
 *
 *   1. The provider's own usage object inside a framework's (NATIVE) replaces the framework's, which
 *      is one class for both meanings (Spring AI). That happened before this class is asked.
 *   2. The field's name: the details of a number are inside it (prompt_tokens_details.cached_tokens),
 *      cache_read_input_tokens beside it is not. Where both stand, as gateways have it, the details
 *      are right.
 *   3. Arithmetic: a total that exceeds input and output by just the cached tokens.
 *   4. The provider that the annotation names.
 *   5. What is more than the whole cannot be inside it.
 *
 * For reasoning, arithmetic comes first, for xAI writes it where OpenAI does and means the other
 * thing. For cached tokens it cannot: the totals of LangChain4j and of Spring AI leave Anthropic's
 * cache out, and so "prove" that it is inside.
 */
final class UsageNormalizer {
  private final boolean providerCountsCacheOutside;

  /**
   * Makes a normalizer for the results of one provider.
   *
   * @param provider the provider that the annotation names
   */
  UsageNormalizer(String provider) {
    String name = provider.toLowerCase(Locale.ROOT);
    this.providerCountsCacheOutside = name.contains("anthropic") || name.contains("bedrock");
  }

  TokenUsage normalize(RawUsage raw) {
    long cacheRead = raw.get(Field.CACHE_READ);
    long cacheWrite = raw.get(Field.CACHE_WRITE);
    long reasoning = raw.get(Field.REASONING);
    boolean isCacheOutside = isCacheOutside(raw);
    long input = raw.get(Field.INPUT) - (isCacheOutside ? 0 : cacheRead + cacheWrite);
    long output = raw.get(Field.OUTPUT) - (isReasoningOutside(raw, isCacheOutside) ? 0 : reasoning);
    return new TokenUsage(
        input + raw.get(Field.TOOL_INPUT), cacheRead, cacheWrite, output, reasoning);
  }

  private boolean isCacheOutside(RawUsage raw) {
    long cached = raw.get(Field.CACHE_READ) + raw.get(Field.CACHE_WRITE);
    if (cached > raw.get(Field.INPUT)) {
      return true;
    }
    if (raw.cacheConvention() != Convention.UNSAID) {
      return raw.cacheConvention() == Convention.OUTSIDE;
    }
    long beyond = beyondInputAndOutput(raw);
    return providerCountsCacheOutside
        || (cached > 0 && (beyond == cached || beyond == cached + raw.get(Field.REASONING)));
  }

  private static boolean isReasoningOutside(RawUsage raw, boolean isCacheOutside) {
    long reasoning = raw.get(Field.REASONING);
    if (reasoning > raw.get(Field.OUTPUT)) {
      return true;
    }
    if (reasoning > 0 && raw.has(Field.TOTAL)) {
      long beyond = beyondInputAndOutput(raw);
      long cached = raw.get(Field.CACHE_READ) + raw.get(Field.CACHE_WRITE);
      long beyondCache = isCacheOutside ? beyond - cached : beyond;
      if (beyond == reasoning || beyondCache == reasoning) {
        return true;
      }
      if (beyond == 0 || beyondCache == 0) {
        return false;
      }
    }
    return raw.reasoningConvention() == Convention.OUTSIDE;
  }

  /** Returns by how much the total exceeds input and output; -1 without a total. */
  private static long beyondInputAndOutput(RawUsage raw) {
    if (!raw.has(Field.TOTAL)) {
      return -1;
    }
    return raw.get(Field.TOTAL)
        - raw.get(Field.INPUT)
        - raw.get(Field.TOOL_INPUT)
        - raw.get(Field.OUTPUT);
  }
}
