// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * One figure of one process: a line of a results file. Immutable.
 *
 * @param subject what ran, such as a number of series
 * @param who measured it
 * @param name the figure's, with its unit
 */
record Figure(int round, int jdk, String subject, String who, String name, double value) {
  private static final String HEADER = "round,jdk,subject,who,figure,value";

  /** Returns the figures in a file, which need not exist. */
  static List<Figure> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .skip(1)
        .map(Figure::parse)
        .toList();
  }

  /** Adds figures to a file, and says them. */
  static void append(Path file, List<Figure> figures) throws IOException {
    if (Files.notExists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, HEADER + "\n", StandardCharsets.UTF_8);
    }
    StringBuilder lines = new StringBuilder();
    for (Figure figure : figures) {
      lines.append(figure.line()).append('\n');
    }
    System.out.print(lines);
    Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  static int lastRound(List<Figure> figures) {
    return figures.stream().mapToInt(Figure::round).max().orElse(0);
  }

  private static Figure parse(String line) {
    String[] cells = line.split(",");
    return new Figure(
        Integer.parseInt(cells[0]),
        Integer.parseInt(cells[1]),
        cells[2],
        cells[3],
        cells[4],
        Double.parseDouble(cells[5]));
  }

  private String line() {
    return String.format(Locale.ROOT, "%d,%d,%s,%s,%s,%.3f", round, jdk, subject, who, name, value);
  }
}
