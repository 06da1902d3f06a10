// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  private final Ranking ranking =
      new Ranking(
          List.of(
              new Article(1, "How do I reset my password?", "account", "Choose Forgot password."),
              new Article(2, "Where are my invoices?", "billing", "Under Settings, Invoices."),
              new Article(3, "Who may see an invoice?", "billing", "Owners; no password needed."),
              new Article(4, "How large may a file be?", "sync", "Up to 10 GB.")));

  @Test
  void theArticleThatSharesTheRareWordsComesFirst() {
    assertThat(ranking.best("I forgot my password", 3)).extracting(Hit::id).containsExactly(1, 3);
  }

  @Test
  void aWordInTheTitleCountsMoreThanOneInTheText() {
    assertThat(ranking.best("password", 3)).extracting(Hit::id).containsExactly(1, 3);
  }

  @Test
  void thePluralFindsTheSingular() {
    assertThat(ranking.best("invoice", 3)).extracting(Hit::id).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void aQuestionOfCommonWordsFindsNothing() {
    assertThat(ranking.best("How do I do that, please?", 3)).isEmpty();
  }

  @Test
  void thereAreNoMoreHitsThanTheLimit() {
    assertThat(ranking.best("invoices and a password", 1)).hasSize(1);
  }
}
