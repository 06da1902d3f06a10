// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What the starts of one application come to, as a table of Markdown. Stateless. */
final class StartTable {
  private static final List<String> FIGURES =
      List.of(
          "ready ms",
          "CPU ms",
          "endpoint ms",
          "peak RSS MB",
          "RSS MB",
          "heap MB",
          "classes",
          "threads");

  private StartTable() {}

  static void append(StringBuilder text, List<String[]> rows) {
    text.append("| agent | starts |");
    for (String figure : FIGURES) {
      text.append(' ').append(figure).append(" |");
    }
    text.append("\n|---|---|").append("---|".repeat(FIGURES.size())).append('\n');
    for (String agent : new TreeSet<>(rows.stream().map(cells -> cells[3]).toList())) {
      List<String[]> own = rows.stream().filter(cells -> cells[3].equals(agent)).toList();
      long starts = own.stream().map(cells -> cells[0]).distinct().count();
      text.append("| ").append(agent).append(" | ").append(starts).append(" |");
      for (String figure : FIGURES) {
        text.append(' ').append(cell(rows, own, figure)).append(" |");
      }
      text.append('\n');
    }
  }

  private static String cell(List<String[]> all, List<String[]> own, String figure) {
    List<String[]> wanted = own.stream().filter(cells -> cells[4].equals(figure)).toList();
    if (wanted.isEmpty()) {
      return "–";
    }
    double[] values = wanted.stream().mapToDouble(cells -> value(cells)).toArray();
    double[] more =
        wanted.stream()
            .mapToDouble(cells -> value(cells) - without(all, cells))
            .filter(Double::isFinite)
            .toArray();
    String text = String.format(Locale.ROOT, "%.0f", Median.of(values));
    return wanted.get(0)[3].equals("none") || more.length == 0
        ? text
        : text
            + String.format(
                Locale.ROOT,
                " (%+.0f [%+.0f–%+.0f])",
                Median.of(more),
                Arrays.stream(more).min().orElseThrow(),
                Arrays.stream(more).max().orElseThrow());
  }

  private static double without(List<String[]> all, String[] like) {
    return all.stream()
        .filter(
            cells ->
                cells[0].equals(like[0]) && cells[3].equals("none") && cells[4].equals(like[4]))
        .mapToDouble(StartTable::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double value(String[] cells) {
    return Double.parseDouble(cells[5]);
  }
}
