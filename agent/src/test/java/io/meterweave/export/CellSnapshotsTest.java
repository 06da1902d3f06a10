// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.record.CellMetrics;
import io.meterweave.record.EveryKind;
import io.meterweave.record.Instruments;
import io.meterweave.record.SpanClock;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CellSnapshotsTest {
  @ParameterizedTest
  @EnumSource(PrometheusFormat.class)
  void aPageIsWhatOpenTelemetrysReaderWouldHaveMadeOfIt(PrometheusFormat format) {
    CellMetrics cells = EveryKind.cells();
    PrometheusMetricReader reader =
        PrometheusMetricReader.builder()
            .setOtelScopeLabelsEnabled(false)
            .setTargetInfoMetricEnabled(false)
            .build();
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(reader)
            .registerMetricProducer(cells)
            .build();
    reader.collect(); // meterweave_series counts what the collection before it found
    String expected = PageText.of(format, reader.collect());
    provider.close();
    assertThat(expected.lines().filter(line -> line.startsWith("# TYPE"))).hasSize(44);
    assertThat(expected).contains("otel_metric_overflow=\"true\"");
    MetricSnapshots ours = new CellSnapshots(cells).with(List.of());
    assertThat(PageText.of(format, ours)).isEqualTo(expected);
  }

  @Test
  void whatElseTheSdkCollectsIsShownAndNothingTwice() {
    Instruments instruments = new Instruments(10);
    instruments.counter("ours_total", "Ours", List.of()).with().add(3);
    CellMetrics cells = new CellMetrics(instruments, new SpanClock());
    PrometheusEndpoint endpoint = new PrometheusEndpoint(cells);
    InMemoryMetricReader other = InMemoryMetricReader.create();
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(endpoint.reader())
            .registerMetricReader(other)
            .registerMetricProducer(endpoint.forOthers(cells))
            .build()) {
      provider.get("any").counterBuilder("theirs_total").build().add(4);
      provider.get("any").upDownCounterBuilder("ours").build().add(5);
      assertThat(PageText.of(endpoint.page(null)).lines())
          .contains("ours_total 3.0", "theirs_total 4.0")
          .doesNotContain("ours 5.0")
          .containsOnlyOnce("# TYPE ours_total counter");
      assertThat(other.collectAllMetrics())
          .extracting(MetricData::getName)
          .contains("ours_total", "theirs_total", "meterweave_series");
    }
  }

  @Test
  void aFamilyThatFailsIsLeftOut() {
    Instruments instruments = new Instruments(10);
    instruments.observedGauge(
        "broken",
        "Throws",
        () -> {
          throw new IllegalStateException("thrown on purpose");
        });
    instruments.observedGauge("whole", "Does not", () -> 1);
    PrometheusEndpoint endpoint =
        new PrometheusEndpoint(new CellMetrics(instruments, new SpanClock()));
    assertThat(PageText.of(endpoint.page(null)).lines())
        .contains("whole 1.0")
        .noneMatch(line -> line.contains("broken"));
  }
}
