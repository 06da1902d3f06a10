// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics whose names are fixed, and which no method may have as its own. */
public final class OwnMetrics {
  static final String PREFIX = "meterweave_";

  /** By their names without what a type adds. */
  private static final Set<String> SHARED =
      Set.of("method_calls", "method_duration_seconds", "method_errors", "method_active");

  private static final Set<String> CACHE = Set.of("cache_hits", "cache_misses");

  private static final Set<String> LLM =
      Set.of(
          "llm_requests",
          "llm_request_duration_seconds",
          "llm_tokens_used",
          "llm_cost_dollars",
          "llm_usage_missing",
          "llm_price_missing");

  /** What Prometheus' libraries take away from a name, and what they add to a histogram's. */
  private static final String[] SUFFIXES = {"_total", "_created", "_bucket", "_info"};

  private static final String[] OF_HISTOGRAM = {"_sum", "_count"};

  private OwnMetrics() {}

  /**
   * Checks that a metric would not mix with one of these.
   *
   * @param family the metric's whole name, as Prometheus shows it
   */
  public static @Nullable Problem check(String family) {
    String base = base(family);
    if (SHARED.contains(base)) {
      return taken(family, "what all methods without a name record");
    }
    if (CACHE.contains(base)) {
      return taken(family, "what @CacheMetrics records");
    }
    if (LLM.contains(base)) {
      return taken(family, "what @TrackLlmUsage records");
    }
    return isOwn(family) ? taken(family, "Meterweave's own") : null;
  }

  /** Returns whether a name begins as those of the agent itself. */
  static boolean isOwn(String name) {
    return name.startsWith(PREFIX);
  }

  private static String base(String family) {
    String base = family;
    while (base.contains("__")) {
      base = base.replace("__", "_");
    }
    for (int i = 0; i < SUFFIXES.length; i++) {
      if (base.endsWith(SUFFIXES[i])) {
        base = base.substring(0, base.length() - SUFFIXES[i].length());
        i = -1; // another one may have come to the end
      }
    }
    for (String suffix : OF_HISTOGRAM) {
      if (base.endsWith("_seconds" + suffix)) {
        return base.substring(0, base.length() - suffix.length());
      }
    }
    return base;
  }

  private static Problem taken(String family, String whose) {
    return new Problem(
        "The metric \"" + family + "\" is " + whose + "; begin with the name of your application.");
  }
}
