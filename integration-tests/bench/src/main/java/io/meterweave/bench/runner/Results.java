// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The rows of a results file, and the table that they make: medians over the rounds, and ratios of
 * neighbours in the same round. Immutable.
 */
final class Results {
  private final List<Row> rows;

  private Results(List<Row> rows) {
    this.rows = rows;
  }

  static Results read(Path file) throws IOException {
    return new Results(
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .skip(1)
            .map(Row::parse)
            .filter(row -> !Double.isNaN(row.nanos()))
            .toList());
  }

  int lastRound() {
    return rows.stream().mapToInt(Row::round).max().orElse(0);
  }

  /** Returns a table of Markdown for each JDK and number of threads. */
  String tables(List<Contender> contenders) {
    StringBuilder text = new StringBuilder();
    for (int jdk : new TreeSet<>(rows.stream().map(Row::jdk).toList())) {
      for (Mode mode : Mode.values()) {
        Results part =
            new Results(
                rows.stream().filter(row -> row.jdk() == jdk && row.mode() == mode).toList());
        if (!part.rows.isEmpty()) {
          text.append("\n#### JDK ").append(jdk).append(", ").append(mode.title()).append("\n\n");
          part.table(text, contenders);
        }
      }
    }
    return text.toString();
  }

  /** Returns what a contender adds in so many threads: the median over all rounds and JDKs. */
  double added(Contender contender, Mode mode) {
    return Median.of(
        rows.stream()
            .filter(row -> row.id().equals(contender.id()) && row.mode() == mode)
            .mapToDouble(row -> row.nanos() - at(contender.bare(), row))
            .filter(Double::isFinite)
            .toArray());
  }

  private void table(StringBuilder text, List<Contender> contenders) {
    text.append("| contender | forks | ns | added | added ÷ that of | B |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Contender contender : contenders) {
      String bare = contender.bare();
      String floor = contender.floor();
      List<Row> own = rows.stream().filter(row -> row.id().equals(contender.id())).toList();
      if (own.isEmpty()) {
        continue;
      }
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %s | %s | %s %s | %.0f |%n",
              contender.id(),
              own.size(),
              spread("%.1f", own, Row::nanos),
              spread("%.1f", own, row -> row.nanos() - at(bare, row)),
              spread(
                  "%.2f",
                  own, row -> (row.nanos() - at(bare, row)) / (at(floor, row) - at(bare, row))),
              floor,
              Median.of(own.stream().mapToDouble(Row::bytes).sorted().toArray())));
    }
  }

  /** The time of another contender in the same round. */
  private double at(String id, Row neighbour) {
    if (id.isEmpty()) {
      return 0;
    }
    return rows.stream()
        .filter(row -> row.id().equals(id) && isNeighbour(row, neighbour))
        .mapToDouble(Row::nanos)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static boolean isNeighbour(Row row, Row other) {
    return row.round() == other.round() && row.jdk() == other.jdk() && row.mode() == other.mode();
  }

  private static String spread(String format, List<Row> rows, ToDoubleFunction<Row> figure) {
    double[] sorted = rows.stream().mapToDouble(figure).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? "–"
        : String.format(
            Locale.ROOT,
            format + " [" + format + "–" + format + "]",
            Median.of(sorted),
            sorted[0],
            sorted[sorted.length - 1]);
  }
}
