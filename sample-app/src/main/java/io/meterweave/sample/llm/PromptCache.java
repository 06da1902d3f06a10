// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the beginnings of prompts, in whole blocks of 64 tokens: what a prompt has in common
 * with an earlier one from its first token on counts as cached.
 *
 * <p>Thread-safe. Keeps the 2,000 beginnings used last; two beginnings with the same hash count as
 * the same.
 */
final class PromptCache {
  static final int BLOCK = 64;
  private static final int KEPT = 2_000;

  private final Map<Long, Boolean> beginnings =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /** Returns how many tokens of the prompt were seen before, and remembers the prompt. */
  synchronized int cachedTokens(String model, List<String> prompt) {
    long hash = model.hashCode();
    int cached = 0;
    boolean known = true;
    for (int end = BLOCK; end <= prompt.size(); end += BLOCK) {
      hash = 1_000_003 * hash + prompt.subList(end - BLOCK, end).hashCode();
      known = beginnings.put(hash, Boolean.TRUE) != null && known;
      cached = known ? end : cached;
    }
    return cached;
  }
}
