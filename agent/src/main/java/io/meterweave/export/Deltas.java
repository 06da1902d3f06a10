// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static io.opentelemetry.sdk.metrics.data.AggregationTemporality.CUMULATIVE;
import static io.opentelemetry.sdk.metrics.data.AggregationTemporality.DELTA;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns our totals into what was added since the last export, for one exporter that asks for that.
 *
 * <p>Confined to the exporter's collections, which follow each other. Remembers one point per
 * series; a series that disappears is forgotten, one that starts again counts from zero.
 */
/*
 * Our cells are one MetricProducer for all readers, and OpenTelemetry asks producers for totals
 * only (performance: one set of cells, whoever reads). So the difference is made here, per exporter.
 */
final class Deltas {
  /** The scope of our cells; what others record has the temporality that the exporter asks for. */
  private static final String OURS = "io.meterweave";

  private Map<String, Map<Attributes, PointData>> before = new HashMap<>();

  /** Returns the metrics with cumulative counters and histograms replaced by their growth. */
  Collection<MetricData> of(Collection<MetricData> metrics) {
    Map<String, Map<Attributes, PointData>> now = new HashMap<>();
    List<MetricData> result = new ArrayList<>(metrics.size());
    for (MetricData metric : metrics) {
      Data<?> delta = delta(metric, now);
      if (delta == null) {
        result.add(metric);
      } else if (!delta.getPoints().isEmpty()) {
        result.add(new ReplacedData(metric, delta));
      }
    }
    before = now;
    return result;
  }

  /** Returns the growth, or null if the metric is to be sent as it is. */
  private @Nullable Data<?> delta(MetricData metric, Map<String, Map<Attributes, PointData>> now) {
    if (!metric.getInstrumentationScopeInfo().getName().equals(OURS)) {
      return null;
    }
    return switch (metric.getType()) {
      case LONG_SUM -> {
        SumData<LongPointData> sum = metric.getLongSumData();
        yield isTotal(sum)
            ? SumData.createLongSumData(true, DELTA, grown(metric, sum, now, Deltas::minus))
            : null;
      }
      case DOUBLE_SUM -> {
        SumData<DoublePointData> sum = metric.getDoubleSumData();
        yield isTotal(sum)
            ? SumData.createDoubleSumData(true, DELTA, grown(metric, sum, now, Deltas::minus))
            : null;
      }
      case HISTOGRAM -> {
        HistogramData histogram = metric.getHistogramData();
        yield histogram.getAggregationTemporality() == CUMULATIVE
            ? HistogramData.create(DELTA, grown(metric, histogram, now, Deltas::minus))
            : null;
      }
      default -> null;
    };
  }

  private static boolean isTotal(SumData<?> sum) {
    return sum.isMonotonic() && sum.getAggregationTemporality() == CUMULATIVE;
  }

  private <P extends PointData> List<P> grown(
      MetricData metric,
      Data<P> data,
      Map<String, Map<Attributes, PointData>> now,
      BiFunction<P, @Nullable P, @Nullable P> minus) {
    Map<Attributes, PointData> old = before.getOrDefault(metric.getName(), Map.of());
    Map<Attributes, PointData> current = new HashMap<>();
    now.put(metric.getName(), current);
    List<P> grown = new ArrayList<>();
    for (P point : data.getPoints()) {
      current.put(point.getAttributes(), point);
      @SuppressWarnings("unchecked") // the same metric has the same kind of points
      P last = (P) old.get(point.getAttributes());
      P delta = minus.apply(point, last);
      if (delta != null) {
        grown.add(delta);
      }
    }
    return grown;
  }

  private static @Nullable LongPointData minus(LongPointData point, @Nullable LongPointData last) {
    if (last == null || last.getValue() > point.getValue()) {
      return point;
    }
    long grown = point.getValue() - last.getValue();
    return grown == 0
        ? null
        : LongPointData.create(
            last.getEpochNanos(), point.getEpochNanos(), point.getAttributes(), grown);
  }

  private static @Nullable DoublePointData minus(
      DoublePointData point, @Nullable DoublePointData last) {
    if (last == null || last.getValue() > point.getValue()) {
      return point;
    }
    double grown = point.getValue() - last.getValue();
    return grown == 0
        ? null
        : DoublePointData.create(
            last.getEpochNanos(),
            point.getEpochNanos(),
            point.getAttributes(),
            grown,
            point.getExemplars());
  }

  private static @Nullable HistogramPointData minus(
      HistogramPointData point, @Nullable HistogramPointData last) {
    if (last == null || last.getCount() > point.getCount()) {
      return point;
    }
    if (last.getCount() == point.getCount()) {
      return null;
    }
    List<Long> counts = new ArrayList<>(point.getCounts());
    for (int i = 0; i < counts.size(); i++) {
      counts.set(i, counts.get(i) - last.getCounts().get(i));
    }
    return HistogramPointData.create(
        last.getEpochNanos(),
        point.getEpochNanos(),
        point.getAttributes(),
        point.getSum() - last.getSum(),
        false,
        0,
        false,
        0,
        point.getBoundaries(),
        counts);
  }
}
