// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * An application with ten histograms of so many series each, measured by the agent or recorded by
 * hand with OpenTelemetry's SDK: {@code woven SERIES} or {@code sdk SERIES PORT}. It says what a
 * series costs, then that it is ready; to each line on its standard input it answers how many bytes
 * all threads have allocated, and how many a series holds by now.
 */
public final class ScrapedApplication {
  private static final int METRICS = 10;

  private ScrapedApplication() {}

  public static void main(String[] arguments) throws IOException {
    boolean isWoven = arguments[0].equals("woven");
    Series series = isWoven ? new TenSeries() : new SdkSeries(Integer.parseInt(arguments[2]));
    int values = Integer.parseInt(arguments[1]);
    long before = Figures.heap();
    record(series, values);
    System.out.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println("BYTES " + allocated());
      System.out.println("HELD " + (Figures.heap() - before) / METRICS / values);
    }
  }

  private static void record(Series series, int values) {
    String[] tenants = new String[values];
    for (int i = 0; i < values; i++) {
      tenants[i] = "tenant-" + i;
    }
    Runnable pass =
        () -> {
          for (String tenant : tenants) {
            series.callAll(tenant);
          }
        };
    double all = (double) METRICS * values;
    Figures.say("first call ns", Figures.nanos(pass) / all);
    Figures.say("call ns", Figures.fastest(pass) / all);
    if (series.calls() < all) {
      throw new IllegalStateException("calls: " + series.calls());
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
