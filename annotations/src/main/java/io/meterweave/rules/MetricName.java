// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/** The rule for a metric's name or prefix. */
public final class MetricName {
  private MetricName() {}

  /** Returns the name as Prometheus will show it: dots become {@code _}. */
  public static String of(String written) {
    return written.replace('.', '_');
  }

  /**
   * Checks a name as it was written: letters, digits, {@code _} and dots, no digit first. Colons
   * are Prometheus's own, for recording rules.
   */
  public static @Nullable Problem check(String written) {
    if (Names.isPlain(of(written))) {
      return null;
    }
    if (written.isBlank()) {
      return new Problem("The metric name is empty; write one such as \"orders.place\".");
    }
    return new Problem(
        "The metric name \""
            + written
            + "\" is invalid: letters, digits, '_' and '.' only, and no digit first; write \""
            + Names.plain(written)
            + "\".");
  }
}
