// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.config.MeterweaveConfig;
import io.meterweave.export.LibraryThreads;
import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.weave.WeaveReport;
import io.meterweave.weave.Weaving;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent in this JVM: how it comes up, and how it goes.
 *
 * <p>Thread-safe. {@link #run} is the detach; it may be called from any thread and returns when the
 * agent is gone.
 */
/*
 * The end mirrors the start. First the bridge lets go, so that no call is measured any more and those
 * in flight end in silence, and the application gets its own bytecode back. Then what was recorded is sent, the port is closed
 * and every thread ends. Then nothing in the JVM refers to the agent any more but the frames of
 * woven calls still running, and its class loader is collected when they have returned.
 *
 * All of it on a thread of ours, which is the last to end: what a library leaves in the thread
 * locals of the JVM's own attach thread would keep the class loader for ever.
 */
final class RunningAgent implements Runnable {
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
  private static final Duration THREAD_LIMIT = Duration.ofSeconds(10);
  private static final long DETACH_MILLIS = 60_000;
  private static final int STEPS = 6;

  /** What of the agent lies where the application's classes do. */
  private static final String ENTRY_POINT = "io.meterweave.agent.";

  private final Instrumentation instrumentation;
  private final File jar;
  private final Weaving weaving;
  private final Services services;
  private final Presence presence;
  private final Thread exitHook;
  private final CountDownLatch isUp = new CountDownLatch(1);
  private final AtomicBoolean isLeaving = new AtomicBoolean();

  RunningAgent(
      Instrumentation instrumentation,
      File jar,
      MeterweaveConfig config,
      Recording recording,
      Weaving weaving,
      MethodPatterns patterns) {
    this.instrumentation = instrumentation;
    this.jar = jar;
    this.weaving = weaving;
    this.presence = new Presence(instrumentation);
    this.services =
        new Services(config, recording, weaving, instrumentation, new PatternWatch(patterns));
    this.exitHook = AgentThreads.unstarted("exit", Incidents.Kind.LIFECYCLE, services.exit());
  }

  /**
   * Before the application's main: weaves what is loaded from now on, and what an archive of
   * classes or another agent has had loaded; or fails and is gone.
   */
  void start() {
    try {
      weaving.start(instrumentation);
      if (areOthersLoaded(instrumentation)) {
        weaving.weaveBeforeMain(instrumentation);
      }
      begin(new Rest(false));
    } catch (Throwable failure) {
      giveUp();
      throw failure;
    }
  }

  /**
   * In a JVM that runs already: weaves what is loaded as well, beside the application; or fails and
   * is gone.
   *
   * @param by who attaches; may be empty
   */
  void attach(String by) {
    try {
      ApiLinks.renew(instrumentation);
      presence.starting(jar.getPath(), by);
      weaving.start(instrumentation);
      begin(new Rest(true));
    } catch (Throwable failure) {
      giveUp();
      throw failure;
    }
  }

  /** The last that can fail: what runs beside the application is not called back. */
  private void begin(Rest rest) {
    boolean isEnding = !hasExitHook();
    AgentThreads.daemon("start", Incidents.Kind.LIFECYCLE, rest).start();
    if (isEnding) {
      services.exit().run();
    }
  }

  private static boolean areOthersLoaded(Instrumentation instrumentation) {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    for (Class<?> type : instrumentation.getInitiatedClasses(loader)) {
      if (type.getClassLoader() == loader && !type.getName().startsWith(ENTRY_POINT)) {
        return true;
      }
    }
    return false;
  }

  /** A program may end while the agent is attached to it: the JVM then takes no hook any more. */
  private boolean hasExitHook() {
    try {
      Runtime.getRuntime().addShutdownHook(exitHook);
      return true;
    } catch (IllegalStateException ending) {
      return false;
    }
  }

  /**
   * An agent that is plugged in and does nothing would keep the next one out, and one that the
   * manual API is linked to would stay in memory.
   */
  private void giveUp() {
    unplug();
    try {
      ApiLinks.renew(instrumentation);
    } catch (Throwable unfinished) {
      swallow(unfinished);
    }
    try {
      weaving.stop(instrumentation);
      removeExitHook();
    } catch (Throwable unfinished) {
      swallow(unfinished);
    }
  }

  private void unplug() {
    Class<?> bridge = DispatcherDefiner.find();
    try {
      if (bridge != null) {
        DispatcherDefiner.uninstall(bridge, weaving.linker(), weaving.numbersUsed());
      }
    } catch (Throwable otherBridge) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "leaving the bridge class", otherBridge);
    }
  }

  private void removeExitHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException endingAnyway) {
      // The hook runs and ends the services as well; they bear being ended twice.
    }
  }

  private static void swallow(Throwable unfinished) {
    Incidents.swallow(Incidents.Kind.LIFECYCLE, "leaving this JVM", unfinished);
  }

  @Override
  public void run() {
    Thread thread = AgentThreads.last("detach", Incidents.Kind.LIFECYCLE, new Leaving());
    thread.start();
    try {
      thread.join(DETACH_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static String woven(WeaveReport report) {
    return report.methodsWoven()
        + " methods woven (classes: "
        + report.classesWoven()
        + ")"
        + (report.rejections().isEmpty()
            ? "."
            : ", "
                + report.rejections().size()
                + " could not be; the console and standard error say why.");
  }

  /** What starts beside the application. */
  private final class Rest implements Runnable {
    private final boolean isAttached;

    Rest(boolean isAttached) {
      this.isAttached = isAttached;
    }

    @Override
    public void run() {
      try {
        if (isAttached) {
          services.hurry();
        } else {
          presence.starting(jar.getPath(), "");
        }
        services.run();
        if (isAttached) {
          weaving.weaveLoaded(instrumentation);
        }
        presence.running(services.console(), woven(weaving.report()));
      } catch (Throwable failure) {
        Incidents.swallow(Incidents.Kind.LIFECYCLE, "starting beside the application", failure);
        presence.running(services.console(), "Not all of it started (" + failure + ").");
      } finally {
        isUp.countDown();
      }
    }
  }

  /** What ends it. */
  private final class Leaving implements Runnable {
    @Override
    public void run() {
      if (!isLeaving.compareAndSet(false, true)) {
        return;
      }
      String text = "What was woven could not be restored; it measures nothing any more.";
      try {
        services.hurry();
        isUp.await(DETACH_MILLIS, TimeUnit.MILLISECONDS);
        unplug();
        int classes = weaving.stop(instrumentation);
        text = classes + (classes == 1 ? " class is as it was." : " classes are as they were.");
      } catch (Throwable unfinished) {
        swallow(unfinished);
      }
      for (int step = 0; step < STEPS; step++) {
        try {
          leave(step);
        } catch (Throwable unfinished) {
          swallow(unfinished);
        }
      }
      presence.gone("gone", text);
      try {
        ((Closeable) RunningAgent.class.getClassLoader()).close();
      } catch (IOException unfinished) {
        swallow(unfinished);
      }
    }

    /** Each step is taken, whatever becomes of the others; no lambda may keep the class loader. */
    private void leave(int step) throws InterruptedException {
      switch (step) {
        case 0 -> ApiLinks.renew(instrumentation);
        case 1 -> removeExitHook();
        case 2 -> services.stop(FLUSH_LIMIT);
        case 3 -> LibraryThreads.end(THREAD_LIMIT);
        case 4 -> AgentThreads.forget();
        default -> RecordMethods.forget();
      }
    }
  }
}
