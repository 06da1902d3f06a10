// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/** The rule for a metric's name or prefix. */
public final class MetricName {
  private static final String TOTAL = "_total";
  private static final String SECONDS = "_seconds";
  // Prometheus' own client libraries take these away from whatever is called so.
  private static final String[] RESERVED = {TOTAL, "_created", "_bucket", "_info"};

  private MetricName() {}

  /** Returns the name as Prometheus will show it: dots become {@code _}. */
  public static String of(String written) {
    return written.replace('.', '_');
  }

  /** Returns a counter's name: it ends in {@code _total}. */
  public static String counter(String written) {
    return ending(of(written), TOTAL);
  }

  /** Returns the name of a histogram of seconds: it ends in {@code _seconds}. */
  public static String seconds(String written) {
    return ending(of(written), SECONDS);
  }

  private static String ending(String name, String suffix) {
    return name.endsWith(suffix) ? name : name + suffix;
  }

  /**
   * Checks a name as it was written: letters, digits, {@code _} and dots, no digit first. Colons
   * are Prometheus's own, for recording rules.
   */
  public static @Nullable Problem check(String written) {
    if (OwnMetrics.isOwn(of(written))) {
      return new Problem(
          "The metric name \""
              + written
              + "\" is invalid: what begins with \""
              + OwnMetrics.PREFIX
              + "\" is Meterweave's own; begin with the name of your application.");
    }
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

  /** Checks a counter's name, with or without its {@code _total}. */
  public static @Nullable Problem checkCounter(String written) {
    String name = of(written);
    boolean isWhole = name.endsWith(TOTAL) && name.length() > TOTAL.length();
    return checkWhole(
        isWhole ? written.substring(0, written.length() - TOTAL.length()) : written, written);
  }

  /** Checks the name of a metric to which nothing is added. */
  public static @Nullable Problem checkWhole(String written) {
    return checkWhole(written, written);
  }

  private static @Nullable Problem checkWhole(String base, String written) {
    Problem problem = check(written);
    if (problem != null) {
      return problem;
    }
    for (String suffix : RESERVED) {
      if (of(base).endsWith(suffix)) {
        return new Problem(
            "The metric name \""
                + written
                + "\" is invalid: Prometheus keeps the ending \""
                + suffix
                + "\" for itself; write \""
                + base.substring(0, base.length() - suffix.length())
                + "\".");
      }
    }
    return null;
  }

  /** Says that a method has a metric already. */
  public static Problem duplicate(String name) {
    return new Problem(
        "The metric \"" + name + "\" is recorded twice by this method; name one otherwise.");
  }
}
