// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.MethodRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of one method so far, so that of what comes from further declarations nothing is
 * recorded twice.
 *
 * <p>Confined to the thread that reads the class.
 */
final class AskedMetrics {
  private static final String[] SUFFIXES = {
    "_calls_total", "_duration_seconds", "_errors_total", "_active"
  };
  private static final String[] SWITCHES = {
    "trackCalls", "trackDuration", "trackErrors", "trackActive"
  };

  private final Set<String> metrics = new HashSet<>();
  private final Set<String> kinds = new HashSet<>();

  /** Takes what some marks ask for. */
  AskedMetrics(List<Mark> marks) {
    for (Mark mark : marks) {
      kinds.add(mark.descriptor());
      metrics.addAll(metricsOf(mark));
    }
  }

  /** Returns the marks of which something was not asked for yet. */
  List<Mark> missing(List<Mark> marks) {
    List<Mark> missing = new ArrayList<>();
    for (Mark mark : marks) {
      if (rest(mark) != null) {
        missing.add(mark);
      }
    }
    return missing;
  }

  /** Returns a mark without what was asked for already, or null if nothing is left of it. */
  @Nullable Mark rest(Mark mark) {
    List<String> asked = metricsOf(mark);
    if (asked.isEmpty()) {
      return kinds.contains(mark.descriptor()) ? null : mark;
    }
    List<String> again = new ArrayList<>(asked);
    again.retainAll(metrics);
    if (again.size() == asked.size()) {
      return null;
    }
    return mark.descriptor().equals(Marks.TRACK_METRICS) ? without(again, mark) : mark;
  }

  private static Mark without(List<String> metrics, Mark mark) {
    Mark rest = mark;
    for (String metric : metrics) {
      for (int i = 0; i < SUFFIXES.length; i++) {
        if (metric.endsWith(SUFFIXES[i])) {
          rest = rest.with(SWITCHES[i], false);
        }
      }
    }
    return rest;
  }

  /** Of a kind that records no metrics, such as a span, one is enough. */
  private static List<String> metricsOf(Mark mark) {
    if (!Marks.isOurs(mark)) {
      return List.of();
    }
    return mark.descriptor().equals(Marks.CACHE_METRICS)
        ? List.of("cache " + mark.text("cacheName"))
        : MethodRules.metrics(mark);
  }
}
