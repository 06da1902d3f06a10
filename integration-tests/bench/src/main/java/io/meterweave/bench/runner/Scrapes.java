// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scrapes an application over one connection that is kept alive, beside one that records with
 * OpenTelemetry's SDK, in turns. Confined to one thread.
 */
final class Scrapes {
  private static final int PORT = 19465;
  private static final int WARM_UP = 20;
  private static final int SCRAPES = 20;
  private static final List<Integer> SERIES = List.of(1, 1000);

  private final Map<String, String> places;

  Scrapes(Map<String, String> places) {
    this.places = places;
  }

  /** Prints a table: each line is a start of both applications, scraped twenty times each. */
  void run(List<Jdk> jdks, int rounds) throws IOException, InterruptedException {
    System.out.println("| JDK | round | series | who | ms a scrape | MB allocated | MB sent |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int round = 1; round <= rounds; round++) {
      for (Jdk jdk : jdks) {
        for (int series : SERIES) {
          measure(round, jdk, series, "opentelemetry");
          measure(round, jdk, series, "meterweave");
        }
      }
    }
  }

  private void measure(int round, Jdk jdk, int series, String who)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(jdk, series, who)).start();
    try {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
      answer(out, "READY");
      Endpoint page = new Endpoint(URI.create("http://127.0.0.1:" + PORT + "/metrics"));
      page.await();
      for (int i = 0; i < WARM_UP; i++) {
        page.get();
      }
      long before = allocated(in, out);
      double[] millis = new double[SCRAPES];
      long length = 0;
      for (int i = 0; i < SCRAPES; i++) {
        long start = System.nanoTime();
        length = page.get();
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      double bytes = (allocated(in, out) - before) / (double) SCRAPES;
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %d | %s | %.1f [%.1f–%.1f] | %.2f | %.2f |%n",
          jdk.feature(),
          round,
          10 * series,
          who,
          Median.of(millis),
          millis[0],
          millis[SCRAPES - 1],
          bytes / 1e6,
          length / 1e6);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private List<String> command(Jdk jdk, int series, String who) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms1g", "-Xmx1g"));
    boolean isOurs = who.equals("meterweave");
    if (isOurs) {
      command.add("-javaagent:" + places.get("METERWEAVE") + "=prometheus.port=" + PORT);
      command.add("-Dotel.metrics.exporter=none");
      command.add("-Dotel.traces.exporter=none");
    } else {
      command.add("-Dsun.net.httpserver.nodelay=true");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.meterweave.bench.start.ScrapedApplication");
    command.addAll(
        isOurs
            ? List.of("woven", Integer.toString(series))
            : List.of("sdk", Integer.toString(series), Integer.toString(PORT)));
    return command;
  }

  private static long allocated(PrintWriter in, BufferedReader out) throws IOException {
    in.println();
    return Long.parseLong(answer(out, "BYTES ").substring("BYTES ".length()));
  }

  private static String answer(BufferedReader out, String prefix) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(prefix)) {
        return line;
      }
    }
    throw new IOException("the application ended");
  }
}
