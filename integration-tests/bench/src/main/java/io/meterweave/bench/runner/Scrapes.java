// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Scrapes an application beside one that records with OpenTelemetry's SDK, in turns. Confined to
 * one thread.
 */
final class Scrapes {
  private static final int TIMES = 20;
  private static final List<Integer> SERIES = List.of(10, 10_000);

  private final Path results;
  private final Map<String, String> places;

  Scrapes(Path results, Map<String, String> places) {
    this.results = results;
    this.places = places;
  }

  /** Runs some rounds; each starts both applications on each JDK, for few and for many series. */
  void run(List<Jdk> jdks, int rounds) throws IOException, InterruptedException {
    int before = Figure.lastRound(Figure.read(results));
    for (int round = before + 1; round <= before + rounds; round++) {
      for (Jdk jdk : jdks) {
        for (int series : SERIES) {
          for (String who : Scraped.WHO) {
            int now = round;
            String subject = series + " series";
            Figure.append(
                results,
                new Scraped(jdk, places, TIMES, TIMES)
                    .measure(series, who).entrySet().stream()
                        .map(
                            figure ->
                                new Figure(
                                    now,
                                    jdk.feature(),
                                    subject,
                                    who,
                                    figure.getKey(),
                                    figure.getValue()))
                        .toList());
          }
        }
      }
    }
  }

  /** Returns a table for each JDK. */
  String tables() throws IOException {
    return FigureTable.of(
        Figure.read(results),
        List.of(Scraped.MILLIS, Scraped.ALLOCATED, Scraped.SENT, Scraped.HELD),
        Scraped.WHO.get(0));
  }
}
