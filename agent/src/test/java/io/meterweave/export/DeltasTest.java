// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeltasTest {
  private final InMemoryMetricReader totals = InMemoryMetricReader.create();
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder().registerMetricReader(totals).build();
  private final Meter meter = meters.get("io.meterweave");
  private final Deltas deltas = new Deltas();

  @AfterEach
  void stop() {
    meters.close();
  }

  @Test
  void aCounterSendsWhatWasAddedSinceTheLastTime() {
    LongCounter counter = meter.counterBuilder("orders_total").build();
    counter.add(3);
    LongPointData first = longPoint();
    counter.add(4);
    LongPointData second = longPoint();
    assertThat(first.getValue()).isEqualTo(3);
    assertThat(second.getValue()).isEqualTo(4);
    assertThat(second.getStartEpochNanos()).isEqualTo(first.getEpochNanos());
  }

  @Test
  void whatDidNotGrowIsNotSent() {
    meter.counterBuilder("orders_total").build().add(3);
    assertThat(collect()).hasSize(1);
    assertThat(collect()).isEmpty();
  }

  @Test
  void aHistogramSendsTheGrowthOfEachBucket() {
    LongHistogram histogram =
        meter
            .histogramBuilder("sizes")
            .ofLongs()
            .setExplicitBucketBoundariesAdvice(List.of(10L))
            .build();
    histogram.record(5);
    histogram.record(50);
    collect();
    histogram.record(7, Attributes.empty());
    MetricData metric = collect().get(0);
    HistogramPointData point = metric.getHistogramData().getPoints().iterator().next();
    assertThat(metric.getHistogramData().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.DELTA);
    assertThat(point.getCounts()).containsExactly(1L, 0L);
    assertThat(point.getSum()).isEqualTo(7);
    assertThat(point.getCount()).isEqualTo(1);
  }

  @Test
  void aLevelIsSentAsItIs() {
    LongUpDownCounter level = meter.upDownCounterBuilder("open").build();
    level.add(2);
    collect();
    level.add(-1);
    assertThat(longPoint().getValue()).isEqualTo(1);
  }

  private LongPointData longPoint() {
    MetricData metric = collect().get(0);
    return metric.getLongSumData().getPoints().iterator().next();
  }

  private List<MetricData> collect() {
    return List.copyOf(deltas.of(totals.collectAllMetrics()));
  }
}
