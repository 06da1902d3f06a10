// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import io.meterweave.annotations.MeasureLatency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders articles by how well they fit a question: BM25, with words of the title counted thrice.
 *
 * <p>Immutable.
 */
final class Ranking {
  private static final double SATURATION = 1.2;
  private static final double LENGTH_WEIGHT = 0.75;
  private static final int TITLE_WEIGHT = 3;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Set<String> COMMON =
      Set.of(
          "a", "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "be", "but",
          "by", "can", "cannot", "could", "do", "does", "for", "from", "get", "has", "have",
          "hello", "help", "how", "i", "if", "in", "into", "is", "it", "its", "just", "me", "my",
          "need", "no", "not", "now", "of", "on", "or", "our", "please", "so", "t", "than", "that",
          "the", "their", "them", "then", "there", "they", "this", "to", "up", "us", "was", "we",
          "what", "when", "where", "which", "why", "will", "with", "you", "your");

  private final List<Entry> entries;
  private final double meanLength;

  Ranking(List<Article> articles) {
    this.entries = articles.stream().map(Entry::of).toList();
    this.meanLength = entries.stream().mapToInt(Entry::length).average().orElse(1);
  }

  /** Returns the best articles, best first; those without any word of the question are left out. */
  @MeasureLatency(
      metricName = "article.ranking",
      buckets = {0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01})
  List<Hit> best(String question, int limit) {
    Set<String> words = new HashSet<>(words(question));
    Map<String, Double> weights = new HashMap<>();
    words.forEach(word -> weights.put(word, rarity(word)));
    List<Hit> hits = new ArrayList<>();
    for (Entry entry : entries) {
      double score = score(entry, weights);
      if (score > 0) {
        hits.add(Hit.of(entry.article(), score));
      }
    }
    hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingInt(Hit::id));
    return List.copyOf(hits.subList(0, Math.min(limit, hits.size())));
  }

  private double rarity(String word) {
    long holding = entries.stream().filter(entry -> entry.counts().containsKey(word)).count();
    return Math.log(1 + (entries.size() - holding + 0.5) / (holding + 0.5));
  }

  private double score(Entry entry, Map<String, Double> weights) {
    double lengthFactor = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * entry.length() / meanLength;
    double score = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      int count = entry.counts().getOrDefault(weight.getKey(), 0);
      score += weight.getValue() * count * (SATURATION + 1) / (count + SATURATION * lengthFactor);
    }
    return score;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group();
      if (!COMMON.contains(word)) {
        words.add(singular(word));
      }
    }
    return words;
  }

  private static String singular(String word) {
    boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  private record Entry(Article article, Map<String, Integer> counts, int length) {
    static Entry of(Article article) {
      Map<String, Integer> counts = new HashMap<>();
      words(article.title()).forEach(word -> counts.merge(word, TITLE_WEIGHT, Integer::sum));
      words(article.body()).forEach(word -> counts.merge(word, 1, Integer::sum));
      int length = counts.values().stream().mapToInt(Integer::intValue).sum();
      return new Entry(article, Map.copyOf(counts), length);
    }
  }
}
