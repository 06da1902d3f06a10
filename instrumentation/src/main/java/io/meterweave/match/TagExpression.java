// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads those expressions of Spring's language that are a plain path: {@code name}, {@code
 * customer.tier}, {@code size()}, {@code customer?.name()}, {@code ['key']}, each also behind
 * {@code #this.} or {@code #root.}.
 *
 * <p>Confined to the thread that reads the class.
 */
final class TagExpression {
  private final String text;
  private int at;

  private TagExpression(String text) {
    this.text = text;
  }

  /** Returns the steps from the value on, or null for an expression that is more than a path. */
  static @Nullable List<String> steps(String expression) {
    TagExpression reading = new TagExpression(expression.strip());
    List<String> steps = new ArrayList<>();
    if (reading.skip("#this") || reading.skip("#root")) {
      if (reading.isAtEnd()) {
        return steps;
      }
      if (!reading.skip("?.") && !reading.skip(".") && !reading.isAt("[")) {
        return null;
      }
    }
    return reading.read(steps) ? steps : null;
  }

  private boolean read(List<String> steps) {
    do {
      if (!readName(steps)) {
        return false;
      }
      while (isAt("[")) {
        if (!readKey(steps)) {
          return false;
        }
      }
    } while (skip("?.") || skip("."));
    return isAtEnd();
  }

  /** A name, with or without parentheses; or nothing where a key follows. */
  private boolean readName(List<String> steps) {
    int from = at;
    while (!isAtEnd() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      return isAt("[");
    }
    if (!Character.isJavaIdentifierStart(text.charAt(from))) {
      return false;
    }
    steps.add(text.substring(from, at));
    skip("()");
    return true;
  }

  /** A key of a map in brackets, in either kind of quotes. */
  private boolean readKey(List<String> steps) {
    for (String quote : new String[] {"'", "\""}) {
      if (skip("[" + quote)) {
        int end = text.indexOf(quote + "]", at);
        if (end > at) {
          steps.add(text.substring(at, end));
          at = end + 2;
          return true;
        }
        return false;
      }
    }
    return false;
  }

  private boolean skip(String token) {
    boolean isThere = isAt(token);
    at += isThere ? token.length() : 0;
    return isThere;
  }

  private boolean isAt(String token) {
    return text.startsWith(token, at);
  }

  private boolean isAtEnd() {
    return at == text.length();
  }
}
