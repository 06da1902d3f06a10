// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What figures come to, as tables of Markdown: medians, and ratios within a round. Stateless. */
final class FigureTable {
  private FigureTable() {}

  /**
   * Returns a table for each JDK.
   *
   * @param names the figures that are shown, in this order
   * @param peer with whom the others are compared
   */
  static String of(List<Figure> all, List<String> names, String peer) {
    StringBuilder text = new StringBuilder();
    for (int jdk : new TreeSet<>(all.stream().map(Figure::jdk).toList())) {
      text.append("\n#### JDK ").append(jdk).append("\n\n| of | by | rounds |");
      names.forEach(name -> text.append(' ').append(name).append(" |"));
      text.append("\n|---|---|---|").append("---|".repeat(names.size())).append('\n');
      List<Figure> part = all.stream().filter(figure -> figure.jdk() == jdk).toList();
      for (String subject : new LinkedHashSet<>(part.stream().map(Figure::subject).toList())) {
        List<Figure> same = part.stream().filter(row -> row.subject().equals(subject)).toList();
        for (String who : new LinkedHashSet<>(same.stream().map(Figure::who).toList())) {
          line(text, same, who, names, peer);
        }
      }
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text, List<Figure> same, String who, List<String> names, String peer) {
    List<Figure> own = same.stream().filter(row -> row.who().equals(who)).toList();
    long rounds = own.stream().map(Figure::round).distinct().count();
    text.append(String.format(Locale.ROOT, "| %s | %s | %d |", own.get(0).subject(), who, rounds));
    for (String name : names) {
      text.append(' ').append(cell(same, own, name, who.equals(peer) ? "" : peer)).append(" |");
    }
    text.append('\n');
  }

  private static String cell(List<Figure> same, List<Figure> own, String name, String peer) {
    List<Figure> wanted = own.stream().filter(row -> row.name().equals(name)).toList();
    if (wanted.isEmpty()) {
      return "–";
    }
    double[] values = wanted.stream().mapToDouble(Figure::value).toArray();
    double[] ratios =
        wanted.stream()
            .mapToDouble(row -> row.value() / of(same, row, peer))
            .filter(Double::isFinite)
            .toArray();
    String median = number(Median.of(values));
    return ratios.length == 0
        ? median
        : String.format(
            Locale.ROOT,
            "%s (%.2f × [%.2f–%.2f])",
            median,
            Median.of(ratios),
            Arrays.stream(ratios).min().orElseThrow(),
            Arrays.stream(ratios).max().orElseThrow());
  }

  /** The same figure of somebody else in the same round. */
  private static double of(List<Figure> same, Figure like, String peer) {
    return same.stream()
        .filter(
            row ->
                row.round() == like.round()
                    && row.who().equals(peer)
                    && row.name().equals(like.name()))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
  }
}
