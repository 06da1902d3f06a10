// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule for a label's key. */
public final class LabelName {
  /** The label of a counter of errors: the thrown class. */
  public static final String ERROR_TYPE = "error_type";

  /** The label of the families that methods share: the method. */
  public static final String FUNCTION = "code_function_name";

  /** The label of a cache's metrics: its name. */
  public static final String CACHE = "cache_type";

  private static final Set<String> RESERVED = Set.of("le", "quantile", "otel_metric_overflow");

  private LabelName() {}

  /**
   * Checks a key: letters, digits and {@code _}, no digit first, no {@code __} in front (those are
   * Prometheus's own), and none that the metrics carry anyway.
   *
   * @param taken the keys that these metrics carry, beside those that all do
   */
  public static @Nullable Problem check(String key, Set<String> taken) {
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
    if (RESERVED.contains(key) || taken.contains(key)) {
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
