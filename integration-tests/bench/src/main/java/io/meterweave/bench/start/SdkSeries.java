// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.CardinalityLimitSelector;
import java.util.ArrayList;
import java.util.List;

/** Ten histograms of OpenTelemetry's SDK, recorded by hand and served until the process ends. */
final class SdkSeries implements Series {
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("tenant");
  private static final int HISTOGRAMS = 10;
  private static final double SECONDS = 1e-9;
  private static final int NO_LIMIT = 1_000_000;
  private static final List<Double> BUCKETS =
      List.of(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.);

  private final List<DoubleHistogram> histograms = new ArrayList<>();
  private long calls;

  @SuppressWarnings("resource") // serves until the process ends
  SdkSeries(int port) {
    CardinalityLimitSelector many = type -> NO_LIMIT;
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(
                PrometheusHttpServer.builder().setHost("127.0.0.1").setPort(port).build(), many)
            .build();
    for (int i = 0; i < HISTOGRAMS; i++) {
      histograms.add(
          provider
              .get("bench")
              .histogramBuilder("series_" + i)
              .setUnit("s")
              .setExplicitBucketBoundariesAdvice(BUCKETS)
              .build());
    }
  }

  @Override
  public void callAll(String tenant) {
    for (DoubleHistogram histogram : histograms) {
      long start = System.nanoTime();
      calls++;
      histogram.record((System.nanoTime() - start) * SECONDS, Attributes.of(TENANT, tenant));
    }
  }

  @Override
  public long calls() {
    return calls;
  }
}
