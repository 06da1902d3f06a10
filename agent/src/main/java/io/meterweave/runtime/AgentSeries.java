// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.export.Telemetry;
import io.meterweave.incident.Incidents;
import io.meterweave.record.Instruments;
import io.meterweave.spec.Rejection;
import io.meterweave.weave.WeaveReport;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The agent's own series (pack {@code agent} of the standard metrics). Thread-safe: no state. */
final class AgentSeries {
  private static final double NANOS_PER_SECOND = 1e9;

  private AgentSeries() {}

  /** Registers all of them. */
  static void register(Instruments instruments, WeaveReport report, Telemetry telemetry) {
    instruments.observedCounter(
        "meterweave_export_failures_total",
        "Exports that failed",
        "exporter",
        telemetry::exportFailures);
    instruments.observedCounter(
        "meterweave_classes_seen_total", "Classes offered to the agent", report::classesSeen);
    instruments.observedGauge(
        "meterweave_classes_woven", "Classes woven now", report::classesWoven);
    instruments.observedGauge(
        "meterweave_methods_woven", "Methods woven now", report::methodsWoven);
    instruments.observedGauge(
        "meterweave_methods_rejected",
        "Annotated methods that could not be woven",
        "reason",
        () -> rejections(report));
    instruments.observedCounter(
        "meterweave_weaving_seconds_total",
        "Time spent matching and weaving",
        () -> report.weavingNanos() / NANOS_PER_SECOND);
    instruments.observedCounter(
        "meterweave_incidents_total",
        "Failures inside the agent that the application never saw",
        "kind",
        AgentSeries::incidents);
  }

  private static Map<String, Long> rejections(WeaveReport report) {
    Map<String, Long> counts = new TreeMap<>();
    for (Rejection rejection : report.rejections()) {
      counts.merge(rejection.cause().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }
    return counts;
  }

  private static Map<String, Long> incidents() {
    Map<String, Long> counts = new TreeMap<>();
    for (Incidents.Kind kind : Incidents.Kind.values()) {
      counts.put(kind.name().toLowerCase(Locale.ROOT), Incidents.count(kind));
    }
    return counts;
  }
}
