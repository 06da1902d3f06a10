// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The metrics that an annotation asks for, by their whole names. */
final class Families {
  private Families() {}

  /** Returns whether an annotation asks for metrics that {@code @Label} goes onto. */
  static boolean hasLabels(Written mark) {
    return switch (mark.simpleName()) {
      case "TrackMetrics",
          "MeasureLatency",
          "CountCalls",
          "MonitorResource",
          "RecordValue",
          "CacheMetrics" ->
          true;
      default -> false;
    };
  }

  /** Returns the element that names the metrics. */
  static String nameElement(Written mark) {
    return switch (mark.simpleName()) {
      case "MeasureLatency", "CountCalls" -> "metricName";
      case "RecordValue" -> "metric";
      case "CacheMetrics" -> "cacheName";
      default -> "name";
    };
  }

  /** Returns the names of the metrics. */
  static List<String> of(Written mark) {
    String name = MetricName.of(mark.text(nameElement(mark)));
    List<String> families = new ArrayList<>();
    switch (mark.simpleName()) {
      case "TrackMetrics" -> addTracked(mark, name.isEmpty() ? "method" : name, families);
      case "MeasureLatency" ->
          families.add(name.isEmpty() ? "method_duration_seconds" : MetricName.seconds(name));
      case "CountCalls" ->
          families.add(name.isEmpty() ? "method_calls_total" : MetricName.counter(name));
      case "RecordValue" -> families.add(name);
      case "MonitorResource" -> {
        families.add(name + "_active");
        families.add(name + "_acquisitions_total");
        families.add(name + "_duration_seconds");
        families.add(name + "_errors_total");
      }
      default -> {}
    }
    return families;
  }

  private static void addTracked(Written mark, String name, List<String> families) {
    if (mark.isOn("trackCalls", true)) {
      families.add(name + "_calls_total");
    }
    if (mark.isOn("trackDuration", true)) {
      families.add(name + "_duration_seconds");
    }
    if (mark.isOn("trackErrors", true)) {
      families.add(name + "_errors_total");
    }
    if (mark.isOn("trackActive", false)) {
      families.add(name + "_active");
    }
  }

  /** Returns the labels that the metrics carry by themselves. */
  static Set<String> labels(Written mark) {
    boolean isShared = mark.text(nameElement(mark)).isEmpty();
    return switch (mark.simpleName()) {
      case "TrackMetrics" -> tracked(isShared, mark.isOn("trackErrors", true));
      case "MeasureLatency", "CountCalls" -> isShared ? Set.of(LabelName.FUNCTION) : Set.of();
      case "MonitorResource" -> Set.of(LabelName.ERROR_TYPE);
      case "CacheMetrics" -> Set.of(LabelName.CACHE);
      default -> Set.of();
    };
  }

  private static Set<String> tracked(boolean isShared, boolean hasErrors) {
    if (isShared) {
      return Set.of(LabelName.FUNCTION, LabelName.ERROR_TYPE);
    }
    return hasErrors ? Set.of(LabelName.ERROR_TYPE) : Set.of();
  }
}
