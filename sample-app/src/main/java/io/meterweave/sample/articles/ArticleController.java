// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The article service's HTTP interface. Thread-safe. */
@RestController
@RequestMapping("/articles")
class ArticleController {
  private final ArticleSearch search;
  private final ArticleRepository articles;

  ArticleController(ArticleSearch search, ArticleRepository articles) {
    this.search = search;
    this.articles = articles;
  }

  /** Finds articles; the caller's trace goes on here, for {@link TraceFilter} has taken it up. */
  @GetMapping("/search")
  @TraceOperation(
      name = "GET /articles/search",
      kind = TraceOperation.Kind.SERVER,
      attributes = {"http.request.method=GET", "http.route=/articles/search"})
  List<Hit> search(@RequestParam String q, @RequestParam(defaultValue = "3") int limit) {
    return search.search(q, limit);
  }

  @GetMapping("/{id}")
  @TraceOperation(
      name = "GET /articles/{id}",
      kind = TraceOperation.Kind.SERVER,
      attributes = {"http.request.method=GET", "http.route=/articles/{id}"})
  ResponseEntity<Article> article(@PathVariable int id) {
    return ResponseEntity.of(articles.byId(id));
  }

  @GetMapping("/categories")
  @TrackMetrics
  List<String> categories() {
    return articles.categories();
  }
}
