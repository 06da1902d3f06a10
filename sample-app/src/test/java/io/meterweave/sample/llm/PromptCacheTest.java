// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromptCacheTest {
  private final PromptCache cache = new PromptCache();

  @Test
  void aNewPromptIsNotCached() {
    assertThat(cache.cachedTokens("m", words("a", 200))).isZero();
  }

  @Test
  void theSamePromptIsCachedInWholeBlocks() {
    cache.cachedTokens("m", words("a", 200));

    assertThat(cache.cachedTokens("m", words("a", 200))).isEqualTo(192);
  }

  @Test
  void onlyTheCommonBeginningIsCached() {
    cache.cachedTokens("m", joined(words("a", 100), words("b", 100)));

    assertThat(cache.cachedTokens("m", joined(words("a", 100), words("c", 100)))).isEqualTo(64);
  }

  @Test
  void modelsDoNotShareTheCache() {
    cache.cachedTokens("m", words("a", 200));

    assertThat(cache.cachedTokens("n", words("a", 200))).isZero();
  }

  private static List<String> words(String word, int count) {
    return Collections.nCopies(count, word);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
