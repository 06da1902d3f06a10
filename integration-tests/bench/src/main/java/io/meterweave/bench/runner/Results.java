// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /**
   * Returns a table of Markdown for each JDK and number of threads.
   *
   * @param bare the contender that everything is added to, or empty: to nothing
   * @param floor the contender that what is added is compared with
   */
  String tables(String bare, String floor) {
    StringBuilder text = new StringBuilder();
    for (int jdk : new TreeSet<>(rows.stream().map(Row::jdk).toList())) {
      for (Mode mode : Mode.values()) {
        Results part =
            new Results(
                rows.stream().filter(row -> row.jdk() == jdk && row.mode() == mode).toList());
        if (!part.rows.isEmpty()) {
          text.append("\n#### JDK ").append(jdk).append(", ").append(mode.title()).append("\n\n");
          part.table(text, bare, floor);
        }
      }
    }
    return text.toString();
  }

  private void table(StringBuilder text, String bare, String floor) {
    text.append("| contender | forks | ns a call | added | added ÷ ").append(floor);
    text.append(" | B a call |\n|---|---|---|---|---|---|\n");
    Set<String> ids = new LinkedHashSet<>(rows.stream().map(Row::id).toList());
    for (String id : ids) {
      List<Row> own = rows.stream().filter(row -> row.id().equals(id)).toList();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %s | %s | %s | %.0f |%n",
              id,
              own.size(),
              spread("%.1f", own, Row::nanos),
              spread("%.1f", own, row -> row.nanos() - at(bare, row)),
              spread(
                  "%.2f",
                  own, row -> (row.nanos() - at(bare, row)) / (at(floor, row) - at(bare, row))),
              median(own.stream().mapToDouble(Row::bytes).sorted().toArray())));
    }
  }

  /** The time of another contender in the same round. */
  private double at(String id, Row neighbour) {
    if (id.isEmpty()) {
      return 0;
    }
    return rows.stream()
        .filter(row -> row.id().equals(id) && row.round() == neighbour.round())
        .mapToDouble(Row::nanos)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String spread(String format, List<Row> rows, ToDoubleFunction<Row> figure) {
    double[] sorted = rows.stream().mapToDouble(figure).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? "–"
        : String.format(
            Locale.ROOT,
            format + " [" + format + "–" + format + "]",
            median(sorted),
            sorted[0],
            sorted[sorted.length - 1]);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
