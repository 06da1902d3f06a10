// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/** The rule for a span attribute's key. */
public final class AttributeName {
  private AttributeName() {}

  /** Checks a key: anything without blanks, such as {@code order.id}. */
  public static @Nullable Problem check(String key) {
    if (key.isBlank()) {
      return new Problem("A span attribute has no key; write \"key=value\".");
    }
    for (int i = 0; i < key.length(); i++) {
      if (Character.isWhitespace(key.charAt(i)) || Character.isISOControl(key.charAt(i))) {
        return new Problem(
            "The span attribute \"" + key + "\" is invalid: a key has no blanks in it.");
      }
    }
    return null;
  }

  /** Says that a key was given twice. */
  public static Problem duplicate(String key) {
    return new Problem("The span attribute \"" + key + "\" is given twice; remove one of them.");
  }
}
