// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.record.CellFamily;
import io.meterweave.record.CellMetrics;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Prometheus client's writers are to write: our own cells, and what OpenTelemetry's SDK
 * collects beside them.
 *
 * <p>Thread-safe. A family that fails is left out and is an incident.
 */
/*
 * Our cells are a MetricProducer of the SDK, and its Prometheus reader would make the same snapshots
 * from the points that it gets. For each histogram that is a list of boxed counts, a copy of the
 * bounds, a map of labels and a point, thrown away at once: 13 MB a scrape of 10,000 series. Here the
 * cells become snapshots directly, by the reader's rules for names, units and times; the page is the
 * same byte for byte (CellSnapshotsTest). The text itself is the client library's work.
 *
 * While the reader collects the rest, the producer gives nothing to the thread that does it. Other
 * readers (OTLP) are asked on other threads and get everything.
 */
final class CellSnapshots {
  private final @Nullable CellMetrics cells;

  CellSnapshots(@Nullable CellMetrics cells) {
    this.cells = cells;
  }

  /**
   * Returns our metrics and the others; one that has the name of one of ours is left out, for no
   * page may have two.
   */
  List<MetricSnapshot> with(MetricSnapshots others) {
    List<MetricSnapshot> all = new ArrayList<>();
    CellMetrics own = cells;
    if (own != null) {
      long created = own.startEpochMillis();
      own.forEach(family -> add(snapshot(family, created), all));
    }
    Set<String> names = new HashSet<>();
    all.forEach(snapshot -> names.add(snapshot.getMetadata().getPrometheusName()));
    for (MetricSnapshot other : others) {
      if (!names.contains(other.getMetadata().getPrometheusName())) {
        all.add(other);
      }
    }
    return all;
  }

  private static void add(MetricSnapshot snapshot, List<MetricSnapshot> to) {
    if (!snapshot.getDataPoints().isEmpty()) {
      to.add(snapshot);
    }
  }

  private static MetricSnapshot snapshot(CellFamily family, long createdMillis) {
    MetricMetadata metadata =
        MetricMetadata.builder()
            .name(family.baseName())
            .help(family.help())
            .unit(family.isInSeconds() ? Unit.SECONDS : null)
            .build();
    return switch (family.type()) {
      case COUNTER -> {
        SeriesPoints.Counters counters = new SeriesPoints.Counters(family.size(), createdMillis);
        family.show(counters);
        yield new CounterSnapshot(metadata, counters.all());
      }
      case GAUGE -> {
        SeriesPoints.Gauges gauges = new SeriesPoints.Gauges(family.size());
        family.show(gauges);
        yield new GaugeSnapshot(metadata, gauges.all());
      }
      case HISTOGRAM -> {
        SeriesPoints.Histograms histograms =
            new SeriesPoints.Histograms(family.size(), createdMillis);
        family.show(histograms);
        yield new HistogramSnapshot(metadata, histograms.all());
      }
      case SUMMARY -> {
        SeriesPoints.Summaries summaries = new SeriesPoints.Summaries(family.size(), createdMillis);
        family.show(summaries);
        yield new SummarySnapshot(metadata, summaries.all());
      }
    };
  }
}
