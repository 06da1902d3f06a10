// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command line: {@code calls|labels|spans|classes|starts|scrapes ROUNDS [CONTENDERS]}, where
 * CONTENDERS is a regular expression, or {@code report} for the tables alone. The script {@code
 * run} calls it.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("bench.root"));
    if (arguments[0].equals("starts")) {
      starts(root, arguments);
      return;
    }
    if (arguments[0].equals("scrapes")) {
      new Scrapes(places(root))
          .run(Jdk.in(System.getProperty("bench.jdks")), Integer.parseInt(arguments[1]));
      return;
    }
    Suite suite = Suite.valueOf(arguments[0].toUpperCase(java.util.Locale.ROOT));
    Path results = root.resolve("target/results").resolve(arguments[0] + ".csv");
    int rounds = Integer.parseInt(arguments[1]);
    Pattern ids = Pattern.compile(arguments.length > 2 ? arguments[2] : ".*");
    if (rounds > 0) {
      try (SpanSink sink = new SpanSink()) {
        Map<String, String> places = new HashMap<>(places(root));
        places.put("SINK", sink.address());
        new Rounds(results, places, Double.parseDouble(System.getProperty("bench.bearable", "8")))
            .run(Jdk.in(System.getProperty("bench.jdks")), suite.contenders, rounds, ids);
      }
    }
    System.out.println(Results.read(results).tables(suite.contenders));
  }

  private static Map<String, String> places(Path root) {
    return Map.of(
        "AGENTS", root.resolve("target/agents").toString(),
        "METERWEAVE", System.getProperty("bench.agent"),
        "JARS", System.getProperty("bench.jars"));
  }

  private static void starts(Path root, String[] arguments)
      throws IOException, InterruptedException {
    Starts starts = new Starts(root.resolve("target/results/starts.csv"), places(root));
    starts.run(
        Jdk.in(System.getProperty("bench.jdks")),
        Integer.parseInt(arguments[1]),
        Pattern.compile(arguments.length > 2 ? arguments[2] : ".*"));
    System.out.println(starts.tables());
  }

  /** What is measured together. */
  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private enum Suite {
    CALLS(Contender.CALLS),
    LABELS(Contender.LABELS),
    SPANS(Contender.SPANS),
    CLASSES(Contender.CLASSES);

    private final List<Contender> contenders;

    Suite(List<Contender> contenders) {
      this.contenders = contenders;
    }
  }
}
