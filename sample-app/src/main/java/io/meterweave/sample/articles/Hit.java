// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

/**
 * An article that fits a question.
 *
 * <p>Immutable.
 *
 * @param score how well it fits; only comparable within one search
 */
record Hit(int id, String title, String category, String body, double score) {
  static Hit of(Article article, double score) {
    return new Hit(
        article.id(),
        article.title(),
        article.category(),
        article.body(),
        Math.round(score * 100) / 100.0);
  }
}
