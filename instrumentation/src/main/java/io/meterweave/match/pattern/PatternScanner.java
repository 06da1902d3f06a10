// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The letters of one pattern. Blanks between its parts do not count.
 *
 * <p>Confined to one thread.
 */
final class PatternScanner {
  private final String text;
  private int at;

  PatternScanner(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    skipBlanks();
    return at == text.length();
  }

  boolean isAt(char wanted) {
    skipBlanks();
    return at < text.length() && text.charAt(at) == wanted;
  }

  boolean isAtNameOrStar() {
    skipBlanks();
    return at < text.length() && isNamePart(text.charAt(at));
  }

  boolean take(char wanted) {
    boolean isThere = isAt(wanted);
    if (isThere) {
      at++;
    }
    return isThere;
  }

  boolean takeText(String wanted) {
    skipBlanks();
    boolean isThere = text.startsWith(wanted, at);
    if (isThere) {
      at += wanted.length();
    }
    return isThere;
  }

  /** Takes two dots that stand alone. */
  boolean takeRest() {
    skipBlanks();
    int end = at + 2;
    boolean isThere =
        text.startsWith("..", at)
            && (end == text.length() || !(text.charAt(end) == '.' || isNamePart(text.charAt(end))));
    if (isThere) {
      at = end;
    }
    return isThere;
  }

  /** Returns the letters up to the next blank, without taking them; empty if more than letters. */
  String peekWord() {
    skipBlanks();
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean isWord = end < text.length() && Character.isWhitespace(text.charAt(end));
    return isWord ? text.substring(at, end) : "";
  }

  void skipWord(String word) {
    at += word.length();
  }

  /** Takes a type's name: segments with one dot or two between them. */
  NamePattern name(String what) throws PatternProblem {
    skipBlanks();
    int start = at;
    List<String> segments = new ArrayList<>();
    if (text.startsWith("..", at)) {
      segments.add(NamePattern.PACKAGES);
      at += 2;
    }
    segments.add(rest(what));
    while (at < text.length() && text.charAt(at) == '.' && !text.startsWith("...", at)) {
      at++;
      if (at < text.length() && text.charAt(at) == '.') {
        segments.add(NamePattern.PACKAGES);
        at++;
      }
      segments.add(rest("a name behind the dot"));
    }
    return new NamePattern(text.substring(start, at), segments);
  }

  /** Takes letters and stars, at least one. */
  String segment(String what) throws PatternProblem {
    skipBlanks();
    return rest(what);
  }

  private String rest(String what) throws PatternProblem {
    if (at == text.length() || !isNamePart(text.charAt(at))) {
      throw unexpected(what);
    }
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String segment = text.substring(start, at);
    if (segment.contains("**")) {
      at = start;
      throw problem("\"**\" means no more than \"*\"; any packages are written \"..\"");
    }
    return segment;
  }

  /** Returns the problem that something else was expected here. */
  PatternProblem unexpected(String expected) {
    if (at == text.length()) {
      return problem("the pattern ends, but " + expected + " is missing");
    }
    if (text.charAt(at) == '/') {
      return problem("packages are separated by dots, not by \"/\"");
    }
    String found = text.substring(at, text.offsetByCodePoints(at, 1));
    return problem("\"" + found + "\" stands where " + expected + " is expected");
  }

  PatternProblem problem(String message) {
    return new PatternProblem("at character " + (at + 1) + ": " + message);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** Kotlin puts a dash into the names that it makes. */
  private static boolean isNamePart(char c) {
    return c == '*' || c == '-' || Character.isJavaIdentifierPart(c);
  }
}
