// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import java.util.List;

/** What a family of series holds. */
enum MetricKind {
  /** A count. */
  COUNTER,
  /** A sum of amounts that need not be whole. */
  AMOUNT,
  /** A value that goes up and down by ones. */
  GAUGE,
  /** Durations by bucket. */
  HISTOGRAM,
  /** Count and sum of durations. */
  SUMMARY,
  /** The longest duration of late. */
  MAXIMUM,
  /** How many calls are in flight, and how long they have been running. */
  RUNNING,
  /** The longest of the calls in flight. */
  LONGEST,
  /** Numbers by bucket. */
  VALUES,
  /** The latest number. */
  LATEST;

  boolean isCounter() {
    return this == COUNTER || this == AMOUNT;
  }

  boolean isHistogram() {
    return this == HISTOGRAM || this == VALUES;
  }

  boolean isSummary() {
    return this == SUMMARY || this == RUNNING;
  }

  /** Returns what a metric of the kind is to Prometheus. */
  CellFamily.Type type() {
    if (isCounter()) {
      return CellFamily.Type.COUNTER;
    }
    if (isHistogram()) {
      return CellFamily.Type.HISTOGRAM;
    }
    return isSummary() ? CellFamily.Type.SUMMARY : CellFamily.Type.GAUGE;
  }

  /** The value of the label {@code type} of {@code meterweave_series}. */
  String label() {
    return switch (this) {
      case COUNTER, AMOUNT -> "counter";
      case GAUGE, MAXIMUM, LONGEST, LATEST -> "gauge";
      case HISTOGRAM, VALUES -> "histogram";
      case SUMMARY, RUNNING -> "summary";
    };
  }

  /** Makes a series. */
  FamilySeries series(FamilySpec of, boolean isOverflow) {
    return switch (this) {
      case COUNTER -> new Counter();
      case AMOUNT -> new Amount();
      case GAUGE -> new Level(isOverflow);
      case HISTOGRAM -> new DurationHistogram(of.layout());
      case SUMMARY -> new DurationSummary();
      case MAXIMUM -> new WindowMax(isOverflow);
      case RUNNING -> new RunningCalls();
      case LONGEST -> new RunningCalls.Longest();
      case VALUES -> new ValueHistogram(of.layout());
      case LATEST -> new LatestValue(isOverflow);
    };
  }

  /** Puts the points of all series of a family together. */
  @SuppressWarnings("unchecked") // the series of a kind all make the same points
  Data<?> data(List<? extends PointData> points) {
    AggregationTemporality total = AggregationTemporality.CUMULATIVE;
    return switch (this) {
      case COUNTER -> SumData.createLongSumData(true, total, (List<LongPointData>) points);
      case AMOUNT -> SumData.createDoubleSumData(true, total, (List<DoublePointData>) points);
      case GAUGE -> GaugeData.createLongGaugeData((List<LongPointData>) points);
      case MAXIMUM, LONGEST, LATEST ->
          GaugeData.createDoubleGaugeData((List<DoublePointData>) points);
      case HISTOGRAM, VALUES -> HistogramData.create(total, (List<HistogramPointData>) points);
      case SUMMARY, RUNNING -> SummaryData.create((List<SummaryPointData>) points);
    };
  }
}
