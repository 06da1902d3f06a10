// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every contender once in each round, in a JVM of its own, and adds a line to the results for
 * each. Confined to one thread.
 */
/*
 * JMH alone runs all forks of one benchmark before the next; on a machine that is slower for some
 * minutes the ratio of two contenders would be that of two times of the day. In rounds, a ratio is
 * made of neighbours.
 */
final class Rounds {
  private static final String PACKAGE = "io.meterweave.bench.";
  private static final TimeValue ITERATION = TimeValue.milliseconds(350);

  /** Woven code links at its first call and is compiled later than what was there at the start. */
  private static final int WARM_UP_WOVEN = 7;

  private static final int WARM_UP = 3;
  private static final int ITERATIONS = 3;
  private static final int ATTEMPTS = 3;

  private final Path results;
  private final Map<String, String> places;
  private final double bearable;

  /**
   * Prepares the rounds.
   *
   * @param results the file that lines are added to
   * @param places what stands for a name in a contender's arguments
   * @param bearable a run during which others took a larger percentage of the machine is repeated
   */
  Rounds(Path results, Map<String, String> places, double bearable) {
    this.results = results;
    this.places = places;
    this.bearable = bearable;
  }

  /** Runs some rounds; those of earlier runs that stand in the results are continued. */
  void run(List<Jdk> jdks, List<Contender> contenders, int rounds, Pattern ids) throws IOException {
    if (Files.notExists(results)) {
      Files.createDirectories(results.toAbsolutePath().getParent());
      Files.writeString(results, Row.HEADER + "\n", StandardCharsets.UTF_8);
    }
    int before = Results.read(results).lastRound();
    for (int round = before + 1; round <= before + rounds; round++) {
      for (Jdk jdk : jdks) {
        for (Mode mode : Mode.values()) {
          for (Contender contender : contenders) {
            if (contender.modes().contains(mode)
                && mode.existsOn(jdk)
                && ids.matcher(contender.id()).matches()) {
              add(quietest(round, jdk, mode, contender));
            }
          }
        }
      }
    }
  }

  private void add(Row row) throws IOException {
    System.out.println(row.line());
    Files.writeString(
        results, row.line() + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  private Row quietest(int round, Jdk jdk, Mode mode, Contender contender) {
    Row best = once(round, jdk, mode, contender);
    for (int i = 1; i < ATTEMPTS && best.others() > bearable; i++) {
      Row again = once(round, jdk, mode, contender);
      best = again.others() < best.others() ? again : best;
    }
    return best;
  }

  private Row once(int round, Jdk jdk, Mode mode, Contender contender) {
    Machine machine = new Machine();
    double nanos = Double.NaN;
    double bytes = Double.NaN;
    try {
      Collection<RunResult> forks = new Runner(options(jdk, mode, contender)).run();
      RunResult fork = forks.iterator().next();
      nanos = fork.getPrimaryResult().getScore();
      bytes = allocated(fork);
    } catch (RunnerException failure) {
      System.out.println("FAILED: " + contender.id() + ": " + failure.getMessage());
    }
    return new Row(
        round, jdk.feature(), mode, contender.id(), nanos, bytes, machine.othersPercent());
  }

  private static double allocated(RunResult fork) {
    for (Map.Entry<String, Result> more : fork.getSecondaryResults().entrySet()) {
      if (more.getKey().endsWith("gc.alloc.rate.norm")) {
        return more.getValue().getScore();
      }
    }
    return Double.NaN;
  }

  private Options options(Jdk jdk, Mode mode, Contender contender) {
    List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
    arguments.addAll(mode.jvmArguments());
    for (String argument : contender.jvmArguments()) {
      String placed = argument;
      for (Map.Entry<String, String> place : places.entrySet()) {
        placed = placed.replace(place.getKey(), place.getValue());
      }
      arguments.add(placed);
    }
    return new OptionsBuilder()
        .include("^" + Pattern.quote(PACKAGE + contender.benchmark()) + "$")
        .jvm(jdk.java())
        .jvmArgs(arguments.toArray(new String[0]))
        .forks(1)
        .threads(mode.threads())
        .warmupIterations(contender.isWoven() ? WARM_UP_WOVEN : WARM_UP)
        .warmupTime(ITERATION)
        .measurementIterations(ITERATIONS)
        .measurementTime(ITERATION)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
