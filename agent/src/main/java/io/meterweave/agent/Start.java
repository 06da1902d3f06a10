// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The start of the agent before the application's main, on a thread of its own.
 *
 * <p>Thread-safe. Whatever fails is one line on standard error, and the application runs without
 * the agent.
 */
/*
 * Problem: what must be there before the first class is woven is some hundred classes, which are
 * interpreted, for nothing is compiled yet: 60 to 100 ms. A program that has nothing to weave would
 * wait for them just as long.
 *
 * Choice: they are loaded beside the JVM, which has its own things to do until main runs, and beside
 * main. A gate stands where classes are loaded: one that can hold nothing to measure passes at once
 * (PlainClass), the first other one waits until the agent is there. So an application without
 * measured methods does not wait at all, and one with them waits for what is left.
 *
 * The gate is a transformer that cannot retransform; the agent's own can. The JVM asks all of those
 * before it asks any of these, and finds the latter only then, so the class that waited is offered to
 * a transformer that was added while it waited. Thus the gate needs to know nothing of the weaver.
 *
 * With a cache of JDK 24 and newer the application's classes may be loaded before any agent starts.
 * Then premain does wait: the start weaves what is there, and main must not run before.
 *
 * A program that ends meanwhile waits for the start in an exit hook; what then begins finds that the
 * JVM is ending, and does at once what its own hook would have done.
 */
final class Start implements Runnable {
  private static final String OWN = "io.meterweave.agent.";
  private static final long LIMIT_MILLIS = 10_000;
  private static final long EXIT_MILLIS = 3_000;

  /** The thread that starts an agent just now; the next one waits for it. */
  private static volatile @Nullable Thread current;

  private final @Nullable String arguments;
  private final Instrumentation instrumentation;
  private final File jar;
  private final AgentClassLoader loader;
  private final Thread thread;
  private final Thread exitHook;
  private final StartGate gate;

  private Start(@Nullable String arguments, Instrumentation instrumentation, File jar)
      throws IOException {
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    this.jar = jar;
    this.loader = new AgentClassLoader(jar, ClassLoader.getPlatformClassLoader());
    this.thread = new Thread(null, this, "meterweave-start", 0, false);
    this.thread.setContextClassLoader(loader);
    this.thread.setDaemon(true);
    this.gate = new StartGate(thread, LIMIT_MILLIS, EarlySettings.mayNameMethods(arguments));
    this.exitHook = new Thread(null, new Ending(thread), "meterweave-start-exit", 0, false);
  }

  /** Begins; what is loaded from now on waits for the agent if it may need it. */
  static void begin(@Nullable String arguments, Instrumentation instrumentation, File jar)
      throws IOException {
    await();
    Start start = new Start(arguments, instrumentation, jar);
    boolean isBegun = false;
    try {
      instrumentation.addTransformer(start.gate);
      Runtime.getRuntime().addShutdownHook(start.exitHook);
      current = start.thread;
      start.thread.start();
      isBegun = true;
      if (areOthersLoaded(instrumentation)) {
        await();
      }
    } finally {
      if (!isBegun) {
        start.end();
        start.loader.close();
      }
    }
  }

  /** Waits for a start that is under way, so that who comes next knows what became of it. */
  static void await() {
    Thread other = current;
    if (other != null) {
      StartGate.join(other, LIMIT_MILLIS);
    }
  }

  /** Returns whether classes are loaded already where the application's are. */
  private static boolean areOthersLoaded(Instrumentation instrumentation) {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    for (Class<?> type : instrumentation.getInitiatedClasses(loader)) {
      if (type.getClassLoader() == loader && !type.getName().startsWith(OWN)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void run() {
    try {
      MeterweaveAgent.run("start", arguments, instrumentation, jar, loader);
    } catch (Throwable failure) {
      MeterweaveAgent.report(failure);
    } finally {
      end();
    }
  }

  private void end() {
    current = null;
    instrumentation.removeTransformer(gate);
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException endingAlready) {
      // The hook waits for this thread, which is about to end.
    }
  }

  /** Keeps the JVM until the start is through. */
  private record Ending(Thread start) implements Runnable {
    @Override
    public void run() {
      StartGate.join(start, EXIT_MILLIS);
    }
  }
}
