// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An application with ten histograms of so many series each, measured by the agent or recorded by
 * hand with OpenTelemetry's SDK: {@code woven SERIES} or {@code sdk SERIES PORT}. To each line on
 * its standard input it answers how many bytes all threads have allocated.
 */
public final class ScrapedApplication {
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("tenant");
  private static final List<Double> BUCKETS =
      List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1., 2.5, 5., 7.5, 10.);
  private static final int HISTOGRAMS = 10;

  private ScrapedApplication() {}

  public static void main(String[] arguments) throws IOException {
    int series = Integer.parseInt(arguments[1]);
    if (arguments[0].equals("woven")) {
      woven(series);
    } else {
      sdk(series, Integer.parseInt(arguments[2]));
    }
    System.out.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println("BYTES " + allocated());
    }
  }

  private static void woven(int series) {
    TenSeries methods = new TenSeries();
    for (int i = 0; i < series; i++) {
      methods.callAll("tenant-" + i);
    }
    if (methods.calls() != (long) HISTOGRAMS * series) {
      throw new IllegalStateException("calls: " + methods.calls());
    }
  }

  @SuppressWarnings("resource") // serves until the process ends
  private static void sdk(int series, int port) {
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(
                PrometheusHttpServer.builder().setHost("127.0.0.1").setPort(port).build())
            .build();
    List<DoubleHistogram> histograms = new ArrayList<>();
    for (int i = 0; i < HISTOGRAMS; i++) {
      histograms.add(
          provider
              .get("bench")
              .histogramBuilder("series_" + i)
              .setUnit("s")
              .setExplicitBucketBoundariesAdvice(BUCKETS)
              .build());
    }
    for (int i = 0; i < series; i++) {
      Attributes tenant = Attributes.of(TENANT, "tenant-" + i);
      histograms.forEach(histogram -> histogram.record(1e-6, tenant));
    }
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (long of : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      bytes += Math.max(0, of);
    }
    return bytes;
  }
}
