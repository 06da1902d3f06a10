// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How cost grows with the number of woven methods and with the number of series. Confined to one
 * thread.
 */
final class Growth {
  static final String METHODS = "methods";
  static final String SERIES = "series";

  private static final List<Integer> MANY_METHODS = List.of(10, 100, 1_000, 10_000, 50_000);
  private static final List<Integer> MANY_SERIES = List.of(10, 100, 1_000, 10_000, 100_000);
  private static final int SCRAPES = 5;

  private final Path results;
  private final Map<String, String> places;

  Growth(Path results, Map<String, String> places) {
    this.results = results;
    this.places = places;
  }

  /** Runs some rounds on one JDK. */
  void run(Jdk jdk, int rounds) throws IOException, InterruptedException {
    int before = Figure.lastRound(Figure.read(results));
    for (int round = before + 1; round <= before + rounds; round++) {
      for (int methods : MANY_METHODS) {
        for (String who : List.of("none", "meterweave")) {
          try (Talker application = new Talker(command(jdk, methods, who))) {
            add(round, jdk, methods + " " + METHODS, who, application.figures());
          }
        }
      }
      for (int series : MANY_SERIES) {
        for (String who : Scraped.WHO) {
          Map<String, Double> figures =
              new Scraped(jdk, places, SCRAPES, SCRAPES).measure(series, who);
          add(round, jdk, series + " " + SERIES, who, figures);
        }
      }
    }
  }

  private void add(int round, Jdk jdk, String subject, String who, Map<String, Double> figures)
      throws IOException {
    List<Figure> rows = new ArrayList<>();
    figures.forEach(
        (name, value) -> rows.add(new Figure(round, jdk.feature(), subject, who, name, value)));
    Figure.append(results, rows);
  }

  private List<String> command(Jdk jdk, int methods, String who) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms1g", "-Xmx3g"));
    if (who.equals("meterweave")) {
      command.add(
          "-javaagent:"
              + places.get("METERWEAVE")
              + "=metrics.max-series=1000000,prometheus.port=0");
      command.add("-Dotel.traces.exporter=none");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.meterweave.bench.start.ManyMethods", Integer.toString(methods)));
    return command;
  }

  /** Returns the tables of both. */
  String tables() throws IOException {
    List<Figure> all = Figure.read(results);
    return FigureTable.of(
            of(all, METHODS),
            List.of("load ns", "first call ns", "call ns", "heap B", "non-heap B"),
            "")
        + FigureTable.of(
            of(all, SERIES),
            List.of("first call ns", "call ns", Scraped.HELD, Scraped.MILLIS, Scraped.ALLOCATED),
            Scraped.WHO.get(0));
  }

  private static List<Figure> of(List<Figure> all, String kind) {
    return all.stream().filter(row -> row.subject().endsWith(" " + kind)).toList();
  }
}
