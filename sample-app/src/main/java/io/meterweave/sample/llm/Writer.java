// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mind of the built-in model: picks sentences of the articles that share words with the
 * question, or the category that does. The same prompt always gives the same text.
 *
 * <p>It understands prompts with {@code Categories: a, b.} in the system message, and prompts with
 * {@code [Article 1] Title} blocks before {@code Question: …} in the user's.
 */
final class Writer {
  private static final Pattern CATEGORIES = Pattern.compile("Categories: ([^.]+)\\.");
  private static final Pattern ARTICLE =
      Pattern.compile("\\[Article (\\d+)] ([^\\n]+)\\n([^\\n]+)");
  private static final Pattern QUESTION = Pattern.compile("Question: (.*)", Pattern.DOTALL);
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?]) +");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int SENTENCES = 3;
  private static final int WORD_LENGTH = 4;

  private Writer() {}

  /** What the model thought, which is counted and not shown, and what it says. */
  record Draft(String reasoning, String text) {}

  static Draft write(String system, String user) {
    String question = group(QUESTION, user, user);
    Matcher categories = CATEGORIES.matcher(system);
    return categories.find() ? sort(categories.group(1), question) : answer(user, question);
  }

  private static Draft sort(String categories, String question) {
    String text = question.toLowerCase(Locale.ROOT);
    String best = "general";
    long most = 0;
    for (String category : categories.split(", ", -1)) {
      long found = Vocabulary.of(category).stream().filter(text::contains).count();
      best = found > most ? category : best;
      most = Math.max(most, found);
    }
    return new Draft(most + " words of the question belong to " + best + ".", best);
  }

  private static Draft answer(String user, String question) {
    Set<String> words = words(question);
    List<Sentence> sentences = sentences(user, words);
    if (sentences.isEmpty()) {
      return new Draft("There is no article.", "A colleague will write to you.");
    }
    int article = sentences.get(0).article();
    List<Sentence> best =
        sentences.stream()
            .filter(sentence -> sentence.article() == article)
            .sorted(Comparator.comparingInt(Sentence::shared).reversed())
            .limit(SENTENCES)
            .sorted(Comparator.comparingInt(Sentence::position))
            .toList();
    StringBuilder text = new StringBuilder("Thank you for asking.");
    best.forEach(sentence -> text.append(' ').append(sentence.text()));
    String reasoning =
        "The question is about "
            + String.join(", ", words.stream().sorted().limit(12).toList())
            + ". Of "
            + sentences.size()
            + " sentences those of article "
            + article
            + " come first and "
            + best.size()
            + " of them share the most words with it.";
    return new Draft(reasoning, text.append(" (Article ").append(article).append(')').toString());
  }

  private static List<Sentence> sentences(String user, Set<String> words) {
    List<Sentence> sentences = new ArrayList<>();
    Matcher article = ARTICLE.matcher(user);
    while (article.find()) {
      int id = Integer.parseInt(article.group(1));
      for (String text : SENTENCE_END.split(article.group(3), -1)) {
        Set<String> shared = words(text);
        shared.retainAll(words);
        sentences.add(new Sentence(id, sentences.size(), text, shared.size()));
      }
    }
    return sentences;
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : NO_LETTERS.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (word.length() >= WORD_LENGTH) {
        words.add(word);
      }
    }
    return words;
  }

  private static String group(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  private record Sentence(int article, int position, String text, int shared) {}
}
