// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.Spans;
import io.meterweave.sample.simulation.Latency;
import io.meterweave.sample.simulation.Mishap;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Finds the articles that fit a question: first among the current ones, and only when nothing fits
 * in the archive, which is slow. Thread-safe.
 */
@Service
class ArticleSearch {
  /** Below this score an article shares some word with the question, but not its subject. */
  private static final double FITS = 4.5;

  private final ArticleRepository articles;
  private final Mishap coldIndex;
  private final Mishap indexMoving;

  ArticleSearch(ArticleRepository articles, @Value("${sample.mishaps}") boolean mishaps) {
    this.articles = articles;
    this.coldIndex = Mishap.every(19, 5).when(mishaps);
    this.indexMoving = Mishap.every(37, 9).when(mishaps);
  }

  /**
   * Returns the articles that fit, best first; none is an answer too.
   *
   * @throws IndexUnavailableException now and then, while the index moves
   */
  @TraceOperation(name = "search articles")
  @TrackMetrics(
      name = "article.search",
      labels = "index=current",
      trackActive = true,
      description = "Searches for the articles that fit a question")
  List<Hit> search(String question, @SpanAttribute("search.limit") int limit) {
    if (indexMoving.hits()) {
      throw new IndexUnavailableException("segment 3 is moving to another disk");
    }
    Latency.take(Duration.ofMillis(coldIndex.hits() ? 640 : 4 + question.length() % 23));
    List<Hit> hits = fitting(false, question, limit);
    if (hits.isEmpty()) {
      Spans.current().addEvent("nothing fits, asking the archive");
      hits = searchArchive(question, limit);
    }
    Spans.current().setAttribute("search.hits", hits.size());
    return hits;
  }

  /** Returns the articles about old versions that fit, best first. */
  @TraceOperation(attributes = "search.index=archive")
  @TrackMetrics(name = "article.search", labels = "index=archive")
  private List<Hit> searchArchive(String question, int limit) {
    Latency.take(Duration.ofMillis(350 + 13L * (question.length() % 40)));
    return fitting(true, question, limit);
  }

  private List<Hit> fitting(boolean archived, String question, int limit) {
    List<Hit> best = new Ranking(articles.all(archived)).best(question, limit);
    return best.stream().filter(hit -> hit.score() >= FITS).toList();
  }
}
