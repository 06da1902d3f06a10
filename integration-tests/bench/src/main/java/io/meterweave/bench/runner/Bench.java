// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command line: a suite, its rounds, and a regular expression of contenders; or {@code plots}.
 * The script {@code run} calls it.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("bench.root"));
    Path results = root.resolve("target/results");
    Path file = results.resolve(arguments[0] + ".csv");
    List<Jdk> jdks = Jdk.in(System.getProperty("bench.jdks"));
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    Pattern ids = Pattern.compile(arguments.length > 2 ? arguments[2] : ".*");
    switch (arguments[0]) {
      case "starts" -> {
        Starts starts = new Starts(file, places(root));
        starts.run(jdks, rounds, ids);
        System.out.println(starts.tables());
      }
      case "scrapes" -> {
        Scrapes scrapes = new Scrapes(file, places(root));
        scrapes.run(jdks, rounds);
        System.out.println(scrapes.tables());
      }
      case "growth" -> {
        Growth growth = new Growth(file, places(root));
        growth.run(jdks.get(0), rounds);
        System.out.println(growth.tables());
      }
      case "plots" -> new Plots(results, root.resolveSibling("plots")).draw();
      default -> {
        Suite suite = Suite.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        calls(suite, file, jdks, rounds, ids, places(root));
      }
    }
  }

  private static void calls(
      Suite suite, Path file, List<Jdk> jdks, int rounds, Pattern ids, Map<String, String> known)
      throws IOException {
    if (rounds > 0) {
      try (SpanSink sink = new SpanSink()) {
        Map<String, String> places = new HashMap<>(known);
        places.put("SINK", sink.address());
        new Rounds(file, places, Double.parseDouble(System.getProperty("bench.bearable", "8")))
            .run(jdks, suite.contenders, rounds, ids);
      }
    }
    System.out.println(Results.read(file).tables(suite.contenders));
  }

  private static Map<String, String> places(Path root) {
    return Map.of(
        "AGENTS", root.resolve("target/agents").toString(),
        "METERWEAVE", System.getProperty("bench.agent"),
        "JARS", System.getProperty("bench.jars"));
  }

  /** What is measured together. */
  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private enum Suite {
    CALLS(Contender.CALLS),
    LABELS(Contender.LABELS),
    SPANS(Contender.SPANS),
    THREADS(Contender.THREADS),
    CLASSES(Contender.CLASSES);

    private final List<Contender> contenders;

    Suite(List<Contender> contenders) {
      this.contenders = contenders;
    }
  }
}
