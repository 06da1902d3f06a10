// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule for a label's key. */
public final class LabelName {
  private static final Set<String> RESERVED =
      Set.of("le", "quantile", "error_type", "code_function_name");

  private LabelName() {}

  /**
   * Checks a key: letters, digits and {@code _}, no digit first, no {@code __} in front (those are
   * Prometheus's own), and none that the metrics carry anyway.
   */
  public static @Nullable Problem check(String key) {
    if (key.isBlank()) {
      return new Problem("A label has no key; write \"key=value\".");
    }
    if (!Names.isPlain(key)) {
      return new Problem(
          "The label \""
              + key
              + "\" is invalid: letters, digits and '_' only, and no digit first; write \""
              + Names.plain(key)
              + "\".");
    }
    if (key.startsWith("__")) {
      return new Problem(
          "The label \"" + key + "\" begins with \"__\", which Prometheus keeps for itself.");
    }
    if (RESERVED.contains(key)) {
      return new Problem(
          "The label \"" + key + "\" is one that the metrics use themselves; take another key.");
    }
    return null;
  }

  /** Says that a key was given twice. */
  public static Problem duplicate(String key) {
    return new Problem("The label \"" + key + "\" is given twice; remove one of them.");
  }
}
