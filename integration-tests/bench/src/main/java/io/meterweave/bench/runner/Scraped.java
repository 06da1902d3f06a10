// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts an application with so many series, and scrapes it over one connection that is kept alive.
 * Immutable.
 */
record Scraped(Jdk jdk, Map<String, String> places, int warmUp, int scrapes) {
  static final List<String> WHO = List.of("opentelemetry", "meterweave");
  static final String MILLIS = "scrape ms";
  static final String ALLOCATED = "MB allocated";
  static final String HELD = "heap B";
  static final String SENT = "MB sent";

  private static final int METRICS = 10;
  private static final int PORT = 19465;

  /** Returns what a series, a call and a scrape cost with so many series. */
  Map<String, Double> measure(int series, String who) throws IOException, InterruptedException {
    try (Talker application = new Talker(command(series / METRICS, who))) {
      Endpoint page = new Endpoint(URI.create("http://127.0.0.1:" + PORT + "/metrics"));
      page.await();
      for (int i = 0; i < warmUp; i++) {
        page.get();
      }
      Map<String, Double> figures = new TreeMap<>(application.figures());
      application.ask();
      long before = application.answer("BYTES");
      double[] millis = new double[scrapes];
      for (int i = 0; i < scrapes; i++) {
        long start = System.nanoTime();
        figures.put(SENT, page.get() / 1e6);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      application.ask();
      figures.put(ALLOCATED, (application.answer("BYTES") - before) / 1e6 / scrapes);
      figures.put(HELD, (double) application.answer("HELD"));
      figures.put(MILLIS, Median.of(millis));
      return figures;
    }
  }

  private List<String> command(int values, String who) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms1g", "-Xmx3g"));
    boolean isOurs = who.equals("meterweave");
    if (isOurs) {
      command.add(
          "-javaagent:"
              + places.get("METERWEAVE")
              + "=metrics.max-series=1000000,prometheus.port="
              + PORT);
      command.add("-Dotel.metrics.exporter=none");
      command.add("-Dotel.traces.exporter=none");
    } else {
      command.add("-Dsun.net.httpserver.nodelay=true");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.meterweave.bench.start.ScrapedApplication");
    command.addAll(
        isOurs
            ? List.of("woven", Integer.toString(values))
            : List.of("sdk", Integer.toString(values), Integer.toString(PORT)));
    return command;
  }
}
