// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Starts each application once with each agent in every round, and compares with the start without
 * an agent in the same round. The results are lines of {@code round,jdk,application,agent,figure,
 * value,others%}. Confined to one thread.
 */
final class Starts {
  private static final int PORT = 19464;
  private static final String HEADER = "round,jdk,application,agent,figure,value,others%";
  private static final double BEARABLE = 8;
  private static final int ATTEMPTS = 3;

  private static final Map<String, List<String>> AGENTS =
      Map.of(
          "none",
          List.of(),
          "meterweave",
          List.of("-javaagent:METERWEAVE=prometheus.port=" + PORT + ",log.level=error"),
          "noop",
          List.of("-javaagent:NOOP"),
          "opentelemetry",
          List.of("-javaagent:AGENTS/opentelemetry.jar"),
          "aspectj",
          List.of("-javaagent:AGENTS/aspectjweaver.jar"));

  private final Path results;
  private final Map<String, String> places;
  private final Path noop;

  Starts(Path results, Map<String, String> places) throws IOException {
    this.results = results;
    this.places = places;
    this.noop = NoopJar.in(results.toAbsolutePath().getParent());
  }

  /** Runs some rounds of all applications. */
  void run(List<Jdk> jdks, int rounds, Pattern ids) throws IOException, InterruptedException {
    if (Files.notExists(results)) {
      Files.createDirectories(results.toAbsolutePath().getParent());
      Files.writeString(results, HEADER + "\n", StandardCharsets.UTF_8);
    }
    int before = read().stream().mapToInt(cells -> Integer.parseInt(cells[0])).max().orElse(0);
    for (int round = before + 1; round <= before + rounds; round++) {
      for (Jdk jdk : jdks) {
        for (String application : List.of("hello", "ten", "load", "spring")) {
          for (String agent : new TreeSet<>(AGENTS.keySet())) {
            if (isAsked(ids, application, agent)) {
              add(round, jdk, application, agent);
            }
          }
        }
      }
    }
  }

  /** Peers run with the application that is most like those of users alone. */
  private static boolean isAsked(Pattern ids, String application, String agent) {
    boolean isPeer = !Set.of("none", "noop", "meterweave").contains(agent);
    return ids.matcher(application + "/" + agent).matches()
        && (!isPeer || application.equals("spring"));
  }

  private void add(int round, Jdk jdk, String application, String agent)
      throws IOException, InterruptedException {
    Map<String, Double> best = Map.of();
    double least = Double.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > BEARABLE; i++) {
      Machine machine = new Machine();
      Map<String, Double> figures =
          new Start(
                  jdk,
                  command(jdk, application, agent),
                  application.equals("spring") ? "Started Sample in" : "READY",
                  agent.equals("meterweave")
                      ? URI.create("http://127.0.0.1:" + PORT + "/metrics")
                      : null)
              .measure();
      double others = machine.othersPercent();
      if (others < least || best.isEmpty()) {
        best = figures;
        least = others;
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, Double> figure : best.entrySet()) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%s,%s,%s,%.1f,%.1f%n",
              round,
              jdk.feature(),
              application,
              agent,
              figure.getKey(),
              figure.getValue(),
              least));
    }
    System.out.print(lines);
    Files.writeString(results, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  private List<String> command(Jdk jdk, String application, String agent) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xmx1g"));
    for (String argument : AGENTS.get(agent)) {
      command.add(
          argument
              .replace("AGENTS", places.get("AGENTS"))
              .replace("NOOP", noop.toString())
              .replace("METERWEAVE", places.get("METERWEAVE")));
    }
    if (application.equals("spring")) {
      command.addAll(List.of("-jar", places.get("JARS"), "articles", "--server.port=0"));
    } else {
      String path = System.getProperty("java.class.path");
      // Who looks for the class of an agent opens all jars before the agent's own.
      String own = path.substring(0, path.indexOf(File.pathSeparatorChar));
      String needed = application.equals("load") ? path : own;
      command.addAll(List.of("-cp", needed, "io.meterweave.bench.start.Application", application));
    }
    return command;
  }

  private List<String[]> read() throws IOException {
    return Files.readAllLines(results, StandardCharsets.UTF_8).stream()
        .skip(1)
        .map(line -> line.split(","))
        .toList();
  }

  /** Returns a table for each JDK and application: medians, and what they are more than without. */
  String tables() throws IOException {
    List<String[]> all = read();
    StringBuilder text = new StringBuilder();
    for (String jdk : new TreeSet<>(all.stream().map(cells -> cells[1]).toList())) {
      for (String application : new LinkedHashSet<>(all.stream().map(cells -> cells[2]).toList())) {
        text.append("\n#### JDK ").append(jdk).append(", ").append(application).append("\n\n");
        StartTable.append(
            text,
            all.stream()
                .filter(cells -> cells[1].equals(jdk) && cells[2].equals(application))
                .toList());
      }
    }
    return text.toString();
  }
}
