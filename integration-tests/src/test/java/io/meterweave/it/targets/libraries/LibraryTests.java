// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.libraries;

import io.meterweave.it.targets.Stage;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests by JUnit's launcher and prints, sorted, how each one ended. The arguments: a jar or
 * the name of a class, the classes to take (a regular expression), those to leave out, and how many
 * seconds all may take: if they do not end in time, it says what runs, and ends with code 3.
 */
public final class LibraryTests {
  private LibraryTests() {}

  /** Keeps how tests end. Thread-safe. */
  private static final class Outcomes implements TestExecutionListener {
    private final Set<String> lines = new ConcurrentSkipListSet<>();
    private final Set<String> running = new ConcurrentSkipListSet<>();

    @Override
    public void executionStarted(TestIdentifier test) {
      running.add(test.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      running.remove(test.getUniqueId());
      String thrown = result.getThrowable().map(e -> " " + e.getClass().getName()).orElse("");
      lines.add(test.getUniqueId() + " " + result.getStatus() + thrown);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      lines.add(test.getUniqueId() + " SKIPPED");
    }
  }

  /** Runs them; what they print themselves is left out. */
  public static void main(String[] args) {
    DiscoverySelector selector =
        args[0].contains(File.separator)
            ? DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(args[0]))).get(0)
            : DiscoverySelectors.selectClass(args[0]);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selector)
            .filters(ClassNameFilter.includeClassNamePatterns(args[1]))
            .filters(ClassNameFilter.excludeClassNamePatterns(args[2]))
            .build();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Outcomes outcomes = new Outcomes();
    endAfter(Integer.parseInt(args[3]), outcomes, err);
    try {
      System.setOut(nowhere);
      System.setErr(nowhere);
      LauncherFactory.create().execute(request, outcomes);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    outcomes.lines.forEach(out::println);
    Stage.reached("done");
    // Tests may leave threads behind.
    System.exit(0);
  }

  /** A limit that lies in the program itself: whatever starts it gets an answer. */
  private static void endAfter(int seconds, Outcomes outcomes, PrintStream to) {
    Thread watch =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(seconds);
              } catch (InterruptedException noReasonToEnd) {
                return;
              }
              to.printf(
                  Locale.ROOT,
                  "not ended after %d s; %d tests and containers have, these run: %s%n",
                  seconds,
                  outcomes.lines.size(),
                  outcomes.running);
              Thread.getAllStackTraces()
                  .forEach((thread, frames) -> to.println(thread + " " + Arrays.toString(frames)));
              to.flush();
              Runtime.getRuntime().halt(3);
            },
            "limit");
    watch.setDaemon(true);
    watch.start();
  }
}
