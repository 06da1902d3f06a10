// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/**
 * A label or attribute as it is written: {@code key=value} or {@code key={path}}.
 *
 * <p>Immutable.
 *
 * @param key what stands before the first {@code =}
 * @param value what stands behind it; the path, without braces, if {@code isPath}
 * @param isPath whether the value is to be read at a call
 */
public record KeyValue(String key, String value, boolean isPath) {
  /** Checks that a text has a key, a {@code =}, and a value whose braces are closed. */
  public static @Nullable Problem check(String written) {
    int equals = written.indexOf('=');
    if (equals <= 0) {
      return new Problem("\"" + written + "\" is not \"key=value\" or \"key={parameter.path}\".");
    }
    String value = written.substring(equals + 1).strip();
    if (value.isEmpty()) {
      return new Problem("\"" + written + "\" has no value; write \"key=value\".");
    }
    if (!isBalanced(value) || (value.startsWith("{") && !value.endsWith("}"))) {
      return new Problem(
          "\""
              + written
              + "\" has a brace without its partner; write \"key=value\" or"
              + " \"key={parameter.path}\".");
    }
    if (value.startsWith("{") && value.indexOf('{', 1) > 0) {
      return new Problem(
          "\"" + written + "\" has several paths; a label is one path, or one fixed text.");
    }
    KeyValue read = of(written);
    return read.isPath ? LabelPath.check(read.value) : null;
  }

  /** Returns whether each brace has a partner; a fixed text such as {@code /orders/{id}} may. */
  private static boolean isBalanced(String value) {
    int open = 0;
    for (int i = 0; i < value.length() && open >= 0; i++) {
      open += value.charAt(i) == '{' ? 1 : value.charAt(i) == '}' ? -1 : 0;
    }
    return open == 0;
  }

  /** Reads a text that was checked. */
  public static KeyValue of(String written) {
    int equals = written.indexOf('=');
    String key = written.substring(0, equals).strip();
    String value = written.substring(equals + 1).strip();
    return value.startsWith("{")
        ? new KeyValue(key, value.substring(1, value.length() - 1).strip(), true)
        : new KeyValue(key, value, false);
  }
}
