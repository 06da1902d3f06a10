// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.Incidents;
import io.meterweave.record.CellMetrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.expositionformats.TextFormatUtil;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The page that Prometheus reads.
 *
 * <p>Thread-safe: what is not ours is collected once at a time; whoever serves many clients shares
 * the answer before it comes here. A collection that fails is an incident, and what the last good
 * one found is served beside our own metrics.
 */
public final class PrometheusEndpoint {
  private final PrometheusMetricReader reader =
      PrometheusMetricReader.builder()
          .setOtelScopeLabelsEnabled(false)
          .setTargetInfoMetricEnabled(false)
          .build();

  private final Object lock = new Object();
  private MetricSnapshots lastGood = MetricSnapshots.of();
  private final CellSnapshots cells;
  private volatile @Nullable MetricSnapshot target;

  /** Who collects what is not ours, while it does. */
  private volatile @Nullable Thread collector;

  /**
   * @param cells our own metrics, or null for none
   */
  PrometheusEndpoint(@Nullable CellMetrics cells) {
    this.cells = new CellSnapshots(cells);
  }

  /** Returns what gives the cells to every reader but ours, which reads them itself. */
  MetricProducer forOthers(MetricProducer all) {
    return resource -> Thread.currentThread().equals(collector) ? List.of() : all.produce(resource);
  }

  /** What the meter provider gives its metrics to. */
  MetricReader reader() {
    return reader;
  }

  /** Sets what {@code target_info} says. */
  void describe(Resource resource) {
    target = targetInfo(resource);
  }

  /**
   * Returns the page in the format that is asked for.
   *
   * @param accept the {@code Accept} header, or null
   */
  public PrometheusPage page(@Nullable String accept) {
    return new PrometheusPage(this, PrometheusFormat.of(accept));
  }

  /** Collects what is not ours; our own metrics are collected while the snapshots are read. */
  MetricSnapshots collect() {
    List<MetricSnapshot> others = new ArrayList<>();
    MetricSnapshot described = target;
    if (described != null) {
      others.add(described);
    }
    collectOthers().forEach(others::add);
    return cells.with(others);
  }

  private MetricSnapshots collectOthers() {
    synchronized (lock) {
      collector = Thread.currentThread();
      try {
        lastGood = TextFormatUtil.mergeDuplicates(reader.collect());
      } catch (Throwable failure) {
        Incidents.swallow(Incidents.Kind.EXPORT, "collecting /metrics", failure);
      } finally {
        collector = null;
      }
      return lastGood;
    }
  }

  private static MetricSnapshot targetInfo(Resource resource) {
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<AttributeKey<?>, Object> entry : resource.getAttributes().asMap().entrySet()) {
      String label = entry.getKey().getKey().replaceAll("[^a-zA-Z0-9_]", "_");
      labels.put(label, String.valueOf(entry.getValue()));
    }
    return InfoSnapshot.builder()
        .name("target")
        .help("The program, as its traces name it")
        .dataPoint(
            InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        labels.keySet().toArray(String[]::new),
                        labels.values().toArray(String[]::new)))
                .build())
        .build();
  }
}
