// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.Incidents;
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
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * A metric becomes a snapshot when the writer comes to it, and is garbage when the writer goes on to
 * the next: a page of 100,000 series never exists as objects.
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
   * Returns our metrics and the others, sorted by name; one that has the name of one of ours is
   * left out, for no page may have two.
   *
   * @param others each with a name of its own
   */
  MetricSnapshots with(List<MetricSnapshot> others) {
    Map<String, Source> byName = new TreeMap<>();
    for (MetricSnapshot other : others) {
      byName.putIfAbsent(other.getMetadata().getPrometheusName(), () -> other);
    }
    CellMetrics own = cells;
    if (own != null) {
      long created = own.startEpochMillis();
      for (CellFamily family : own.families()) {
        MetricMetadata metadata = metadata(family);
        byName.compute(
            metadata.getPrometheusName(),
            (name, other) -> new OwnFirst(family, metadata, created, other));
      }
    }
    return new LazySnapshots(byName.values());
  }

  private static MetricMetadata metadata(CellFamily family) {
    return MetricMetadata.builder()
        .name(family.baseName())
        .help(family.help())
        .unit(family.isInSeconds() ? Unit.SECONDS : null)
        .build();
  }

  private static MetricSnapshot snapshot(
      CellFamily family, MetricMetadata metadata, long createdMillis) {
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

  /** Where a snapshot comes from, at the moment when it is written. */
  @FunctionalInterface
  private interface Source {
    /** Returns a snapshot, or null if there is nothing to show. */
    @Nullable MetricSnapshot snapshot();
  }

  /** A metric of ours; where it has no series, what else has its name. */
  private record OwnFirst(
      CellFamily family, MetricMetadata metadata, long createdMillis, @Nullable Source other)
      implements Source {
    @Override
    public @Nullable MetricSnapshot snapshot() {
      try {
        MetricSnapshot own = CellSnapshots.snapshot(family, metadata, createdMillis);
        if (!own.getDataPoints().isEmpty()) {
          return own;
        }
      } catch (Throwable failure) {
        Incidents.swallow(Incidents.Kind.EXPORT, "metric " + family.name(), failure);
      }
      return other == null ? null : other.snapshot();
    }
  }

  /**
   * Snapshots that are made while they are read. Confined to one thread.
   *
   * <p>The writers take all snapshots as one object and read it once from the beginning; they would
   * go through it before only to merge those of the same name, and not if there is but one. Here no
   * two have the same name, so it says that there is nothing to merge: that is its size.
   */
  private static final class LazySnapshots extends MetricSnapshots {
    private final Collection<Source> sources;

    LazySnapshots(Collection<Source> sources) {
      this.sources = sources;
    }

    @Override
    public int size() {
      return Math.min(1, sources.size());
    }

    @Override
    public Iterator<MetricSnapshot> iterator() {
      return stream().iterator();
    }

    @Override
    public Stream<MetricSnapshot> stream() {
      return sources.stream().map(Source::snapshot).filter(Objects::nonNull);
    }
  }
}
