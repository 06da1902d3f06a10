// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BucketLayoutTest {
  static List<Arguments> bounds() {
    return List.of(
        Arguments.argumentSet("default", BucketLayout.DEFAULT.bounds()),
        Arguments.argumentSet("llm", Instruments.LLM_BOUNDS),
        Arguments.argumentSet("none", List.of()),
        Arguments.argumentSet(
            "odd", List.of(-1.0, 0.0, 1e-10, 1e-9, 1.5e-9, 0.1, 0.1 + 1e-12, 0.3, 1 / 3.0, 1e12)),
        Arguments.argumentSet("dense", List.of(.1, .101, .102, .103, .104, .105, .106, .107)));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void countsAreThoseOfOpenTelemetryAroundEveryBound(List<Double> bounds) {
    List<Long> values = new ArrayList<>(List.of(0L, 1L, 63L, 64L, Long.MAX_VALUE));
    for (double bound : bounds) {
      long nanos = Math.round(bound * 1e9);
      for (long around = Math.max(0, nanos - 3); around <= nanos + 3 && around >= 0; around++) {
        values.add(around);
      }
    }
    for (int exponent = 0; exponent < 62; exponent++) {
      values.add((1L << exponent) - 1);
      values.add(1L << exponent);
      values.add((1L << exponent) + (1L << exponent) / 4 * 3);
    }
    assertSame(bounds, values);
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void countsAndSumAreThoseOfOpenTelemetryForManyRandomDurations(List<Double> bounds) {
    Random random = new Random(42);
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      values.add((long) Math.exp(random.nextDouble() * 30));
    }
    assertSame(bounds, values);
  }

  private static void assertSame(List<Double> bounds, List<Long> values) {
    InMemoryMetricReader reader = InMemoryMetricReader.create();
    SdkMeterProvider provider = SdkMeterProvider.builder().registerMetricReader(reader).build();
    var theirs =
        provider
            .get("test")
            .histogramBuilder("h")
            .setExplicitBucketBoundariesAdvice(bounds)
            .build();
    DurationCells cells = new DurationCells(BucketLayout.of(bounds));
    for (long value : values) {
      cells.record(value);
      theirs.record(value / 1e9);
    }
    HistogramPointData point =
        reader
            .collectAllMetrics()
            .iterator()
            .next()
            .getHistogramData()
            .getPoints()
            .iterator()
            .next();
    provider.close();
    long[] counts = new long[cells.layout().buckets()];
    cells.addTo(counts);
    assertThat(Arrays.stream(counts).boxed().toList()).isEqualTo(point.getCounts());
    assertThat(cells.count()).isEqualTo(values.size());
    double exact = values.stream().mapToDouble(Long::doubleValue).sum() / 1e9;
    if (exact < 9e9) {
      assertThat(cells.sumNanos() / 1e9).isCloseTo(exact, within(exact));
    }
  }

  private static Offset<Double> within(double exact) {
    return Offset.offset(Math.max(1e-9, exact * 1e-9));
  }

  @Test
  void aNegativeDurationCountsAsZero() {
    DurationCells cells = new DurationCells(BucketLayout.DEFAULT);
    cells.record(-5);
    assertThat(cells.count()).isEqualTo(1);
    assertThat(cells.sumNanos()).isZero();
    long[] counts = new long[cells.layout().buckets()];
    cells.addTo(counts);
    assertThat(counts[0]).isEqualTo(1);
  }

  @Test
  void aSumPastTheLargestNumberStaysThere() {
    DurationCells cells = new DurationCells(BucketLayout.DEFAULT);
    cells.record(Long.MAX_VALUE);
    cells.record(Long.MAX_VALUE);
    assertThat(cells.sumNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void everyCellIsReachedByItsLargestDuration() {
    BucketLayout layout = BucketLayout.DEFAULT;
    assertThat(layout.cells()).isLessThan(160);
    assertThat(layout.cell(Long.MAX_VALUE)).isEqualTo(layout.cells() - 1);
    assertThat(layout.cell(0)).isZero();
    assertThat(layout.cell(63)).isZero();
    assertThat(layout.cell(64)).isEqualTo(1);
  }

  @Test
  void boundsAreSortedAndWhatIsNoneIsLeftOut() {
    assertThat(BucketLayout.of(List.of(2.0, Double.NaN, 1.0, 1.0, Double.POSITIVE_INFINITY)))
        .isEqualTo(BucketLayout.of(List.of(1.0, 2.0)))
        .hasToString("[1.0, 2.0]");
  }
}
