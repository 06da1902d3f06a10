// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.record.SeriesLabels;
import io.meterweave.record.SeriesSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The series of one metric as the Prometheus client has them. Confined to the thread that collects.
 *
 * @param <P> what a series becomes
 */
abstract class SeriesPoints<P> implements SeriesSink {
  private static final String[] NOTHING = {};

  private final List<P> points;
  private final Function<Attributes, Labels> make = this::make;
  private String[] names = NOTHING;
  private String[] values = NOTHING;
  private long[] counts = {};
  private int at;

  SeriesPoints(int size) {
    this.points = new ArrayList<>(size);
  }

  /** Returns all that came. */
  final List<P> all() {
    return points;
  }

  final void add(P point) {
    points.add(point);
  }

  /** Returns labels whose keys are valid already: they are the cells'. */
  final Labels labels(SeriesLabels labels) {
    return labels.as(Labels.class, make);
  }

  private Labels make(Attributes attributes) {
    if (names.length != attributes.size()) {
      names = new String[attributes.size()];
      values = new String[attributes.size()];
    }
    at = 0;
    attributes.forEach(this::read);
    return Labels.of(names, values);
  }

  private void read(AttributeKey<?> key, Object value) {
    names[at] = key.getKey();
    values[at++] = value.toString();
  }

  @Override
  public final long[] zeros(int length) {
    if (counts.length == length) {
      Arrays.fill(counts, 0);
    } else {
      counts = new long[length];
    }
    return counts;
  }

  @Override
  public void count(SeriesLabels labels, long value) {
    amount(labels, (double) value);
  }

  @Override
  public void amount(SeriesLabels labels, double value) {
    throw new IllegalArgumentException("a number among others");
  }

  @Override
  public void histogram(SeriesLabels labels, double sum, List<Double> bounds, long[] counts) {
    throw new IllegalArgumentException("a histogram among others");
  }

  @Override
  public void summary(SeriesLabels labels, long count, double sum) {
    throw new IllegalArgumentException("a summary among others");
  }

  /** Those of a counter. */
  static final class Counters extends SeriesPoints<CounterDataPointSnapshot> {
    private final long createdMillis;

    Counters(int size, long createdMillis) {
      super(size);
      this.createdMillis = createdMillis;
    }

    @Override
    public void amount(SeriesLabels labels, double value) {
      add(new CounterDataPointSnapshot(value, labels(labels), null, createdMillis));
    }
  }

  /** Those of a gauge. */
  static final class Gauges extends SeriesPoints<GaugeDataPointSnapshot> {
    Gauges(int size) {
      super(size);
    }

    @Override
    public void amount(SeriesLabels labels, double value) {
      add(new GaugeDataPointSnapshot(value, labels(labels), null));
    }
  }

  /** Those of a histogram. */
  static final class Histograms extends SeriesPoints<HistogramDataPointSnapshot> {
    private final long createdMillis;
    private List<Double> known = List.of();
    private double[] upper = {Double.POSITIVE_INFINITY};

    Histograms(int size, long createdMillis) {
      super(size);
      this.createdMillis = createdMillis;
    }

    @Override
    public void histogram(SeriesLabels labels, double sum, List<Double> bounds, long[] counts) {
      add(
          new HistogramDataPointSnapshot(
              ClassicHistogramBuckets.of(upper(bounds), counts),
              sum,
              labels(labels),
              Exemplars.EMPTY,
              createdMillis));
    }

    @SuppressWarnings("ReferenceEquality") // the series of a metric share one object
    private double[] upper(List<Double> bounds) {
      if (bounds != known) {
        upper = new double[bounds.size() + 1];
        for (int i = 0; i < bounds.size(); i++) {
          upper[i] = bounds.get(i);
        }
        upper[bounds.size()] = Double.POSITIVE_INFINITY;
        known = bounds;
      }
      return upper;
    }
  }

  /** Those of a summary without quantiles. */
  static final class Summaries extends SeriesPoints<SummaryDataPointSnapshot> {
    private final long createdMillis;

    Summaries(int size, long createdMillis) {
      super(size);
      this.createdMillis = createdMillis;
    }

    @Override
    public void summary(SeriesLabels labels, long count, double sum) {
      add(
          new SummaryDataPointSnapshot(
              count, sum, Quantiles.EMPTY, labels(labels), Exemplars.EMPTY, createdMillis));
    }
  }
}
