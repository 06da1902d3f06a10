// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

/**
 * A support article.
 *
 * <p>Immutable.
 *
 * @param id the article's number
 * @param title the title, usually a question
 * @param category what it is about, such as {@code billing}
 * @param body the text
 */
record Article(int id, String title, String category, String body) {}
