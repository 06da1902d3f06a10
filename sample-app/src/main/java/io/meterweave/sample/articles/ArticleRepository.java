// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.sample.DatabaseQuery;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The articles in the database. Thread-safe. */
@Repository
class ArticleRepository {
  private final JdbcClient jdbc;

  ArticleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the articles of the archive, or all the others. */
  @TrackMetrics
  @TraceOperation(
      name = "SELECT article",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"db.system.name=h2", "db.operation.name=SELECT", "db.collection.name=article"})
  List<Article> all(@SpanAttribute("article.archived") boolean archived) {
    return jdbc.sql("SELECT id, title, category, body FROM article WHERE archived = ? ORDER BY id")
        .param(archived)
        .query(Article.class)
        .list();
  }

  /** Returns the article of that number. */
  @DatabaseQuery
  Optional<Article> byId(int id) {
    return jdbc.sql("SELECT id, title, category, body FROM article WHERE id = ?")
        .param(id)
        .query(Article.class)
        .optional();
  }

  /** Returns the names of the categories in alphabetical order. */
  @DatabaseQuery
  List<String> categories() {
    return jdbc.sql("SELECT DISTINCT category FROM article WHERE NOT archived ORDER BY category")
        .query(String.class)
        .list();
  }
}
