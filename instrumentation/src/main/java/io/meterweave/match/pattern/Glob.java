// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

/**
 * A name in which {@code *} stands for any letters, none included.
 *
 * <p>Thread-safe: no state; allocates nothing. The time is at most the product of the lengths, for
 * only the last star is ever tried again.
 */
final class Glob {
  private Glob() {}

  /** Returns whether a stretch of a text matches the whole pattern. */
  static boolean matches(String pattern, String text, int from, int to) {
    int at = from;
    int next = 0;
    int star = -1;
    int resume = from;
    while (at < to) {
      if (next < pattern.length() && pattern.charAt(next) == '*') {
        star = next++;
        resume = at;
      } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }
    return next == pattern.length();
  }

  static boolean matches(String pattern, String text) {
    return matches(pattern, text, 0, text.length());
  }
}
