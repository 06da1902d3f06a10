// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/** The rule for a span's name. */
public final class SpanName {
  private static final int MAX = 256;

  private SpanName() {}

  /** Checks that a name, if there is one, is one line that a list of spans can show. */
  public static @Nullable Problem check(String name) {
    if (name.length() > MAX) {
      return new Problem(
          "The span's name has " + name.length() + " characters; write at most " + MAX + ".");
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return new Problem(
            "The span's name has a line break or another control character in it; write one line.");
      }
    }
    return null;
  }
}
