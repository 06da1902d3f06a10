// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

/** An article as the article service hands it out. Immutable. */
record FoundArticle(int id, String title, String category, String body, double score) {}
