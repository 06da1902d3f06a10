// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code key=value,key=value} apart.
 *
 * <p>Thread-safe: no state. A comma inside a value is written {@code \,}; every other backslash is
 * itself, so that Windows paths need nothing. Blanks around names and values are dropped.
 */
final class AgentArguments {
  private AgentArguments() {}

  /** Returns the pieces between commas, trimmed, empty ones left out. */
  static List<String> split(@Nullable String arguments) {
    List<String> pieces = new ArrayList<>();
    if (arguments == null) {
      return pieces;
    }
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      if (c == '\\' && i + 1 < arguments.length() && arguments.charAt(i + 1) == ',') {
        piece.append(',');
        i++;
      } else if (c == ',') {
        add(pieces, piece);
      } else {
        piece.append(c);
      }
    }
    add(pieces, piece);
    return pieces;
  }

  private static void add(List<String> pieces, StringBuilder piece) {
    String text = piece.toString().trim();
    if (!text.isEmpty()) {
      pieces.add(text);
    }
    piece.setLength(0);
  }
}
