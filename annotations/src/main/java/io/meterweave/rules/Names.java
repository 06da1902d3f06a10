// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

/** The letters that Prometheus allows in names; no regular expression, for speed at start. */
final class Names {
  private Names() {}

  /** Returns whether a text is a letter or {@code _}, and then letters, digits and {@code _}. */
  static boolean isPlain(String text) {
    if (text.isEmpty() || isDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isLetter(text.charAt(i)) && !isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the nearest plain name: what is not allowed becomes {@code _}. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 0 && isDigit(c)) {
        plain.append('_');
      }
      plain.append(isLetter(c) || isDigit(c) ? c : '_');
    }
    return plain.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
