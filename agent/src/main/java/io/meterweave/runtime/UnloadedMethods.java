// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.explain.ClassPath;
import io.meterweave.explain.ClassPathExplainer;
import io.meterweave.explain.ExplainedMethod;
import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodPatterns;
import io.meterweave.weave.ReportedMethod;
import io.meterweave.weave.WeaveReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The methods that ask to be measured in classes that were never loaded.
 *
 * <p>Thread-safe. Nobody waits for it: until the class path has been read there are none.
 */
/*
 * The class path is read once, when somebody looks at the console or asks /api/methods for the first
 * time: most processes of a fleet are never looked at, and those pay nothing. By then the
 * application runs, so nothing of it is late for that. It is done by a thread of lowest priority
 * that reads files, loads no class and asks no class loader; which of the classes it finds have been
 * loaded since is seen whenever somebody looks.
 *
 * Class loaders that find classes elsewhere (those of an application server, plug-ins) are not
 * asked: to be asked, they would have to run.
 */
final class UnloadedMethods {
  private static final String NOT_LOADED = "Its class has not been loaded";

  private final MethodPatterns patterns;
  private final ForeignSettings foreign;
  private final WeaveReport report;
  private final Consumer<Thread> starter;
  private final Object lock = new Object();
  private volatile List<ReportedMethod> found = List.of();
  private @Nullable ClassPathExplainer explainer;
  private boolean isBegun;

  /**
   * @param patterns those of the configuration, read for this alone: they count what they match
   */
  UnloadedMethods(MethodPatterns patterns, ForeignSettings foreign, WeaveReport report) {
    this(patterns, foreign, report, Thread::start);
  }

  UnloadedMethods(
      MethodPatterns patterns,
      ForeignSettings foreign,
      WeaveReport report,
      Consumer<Thread> starter) {
    this.patterns = patterns;
    this.foreign = foreign;
    this.report = report;
    this.starter = starter;
  }

  /** Returns a line for each as far as is known, and begins to find out if nobody has yet. */
  List<ReportedMethod> lines() {
    begin();
    List<ReportedMethod> lines = new ArrayList<>();
    if (!found.isEmpty()) {
      Set<String> loaded = report.classes();
      for (ReportedMethod method : found) {
        if (!loaded.contains(method.className())) {
          lines.add(method);
        }
      }
    }
    return lines;
  }

  /** Lets the thread end. */
  void end() {
    synchronized (lock) {
      isBegun = true;
      if (explainer != null) {
        explainer.stop();
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // a wish: nothing depends on it
  private void begin() {
    synchronized (lock) {
      if (isBegun) {
        return;
      }
      Set<String> loaded = report.classes();
      ClassPathExplainer begun =
          new ClassPathExplainer(
              patterns, foreign, ClassPathExplainer.Limits.LARGE, loaded::contains);
      Thread thread =
          AgentThreads.daemon("class-path", Incidents.Kind.LIFECYCLE, () -> read(begun));
      thread.setPriority(Thread.MIN_PRIORITY);
      try {
        starter.accept(thread);
        isBegun = true;
        explainer = begun; // until its end, which waits for the lock
      } catch (Throwable noThread) { // such as too many of them: another time
        Incidents.swallow(Incidents.Kind.LIFECYCLE, "the class path", noThread);
      }
    }
  }

  private void read(ClassPathExplainer begun) {
    long start = System.nanoTime();
    List<ReportedMethod> lines = new ArrayList<>();
    for (ExplainedMethod method : begun.explain(ClassPath.ofThisJvm())) {
      lines.add(notLoaded(method.method()));
    }
    found = List.copyOf(lines);
    synchronized (lock) {
      explainer = null;
    }
    if (!begun.limit().isEmpty()) {
      Incidents.warn(
          Incidents.Kind.LIFECYCLE,
          "The class path was not read to its end ("
              + begun.limit()
              + "): the console does not show all methods whose class was never loaded.");
    }
    Incidents.debug(
        "The class path has been read in " + (System.nanoTime() - start) / 1_000_000L + " ms.");
  }

  private static ReportedMethod notLoaded(ReportedMethod method) {
    String rest =
        method.reason().isEmpty() ? "." : "; when it is, this stays true: " + method.reason();
    return new ReportedMethod(
        method.className(),
        method.methodName(),
        method.descriptor(),
        ReportedMethod.State.NEVER_LOADED,
        NOT_LOADED + rest,
        method.asks());
  }
}
