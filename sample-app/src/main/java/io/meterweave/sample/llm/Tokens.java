// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the built-in model counts: a token is a run of up to five letters or digits, or one other
 * character that is no space.
 */
final class Tokens {
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]{1,5}|[^\\s\\p{L}\\p{N}]");

  private Tokens() {}

  /** Returns the tokens of a text in order. */
  static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }
}
