// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.meterweave.weave.HiddenClasses;
import io.meterweave.weave.ReportedMethod;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The methods that ask to be measured in classes that cannot be woven: lambdas and other hidden
 * classes.
 *
 * <p>Thread-safe. Nobody waits for it: until there was a look at the classes there are none, and
 * then those of the last look.
 */
/*
 * It is looked when somebody looks at the console or asks /api/methods, and then not again for some
 * seconds: see UnloadedMethods. A thread of lowest priority does it, for what is not known yet of a
 * class may be asked of the application's class loaders.
 */
final class HiddenMethods {
  static final long REST_NANOS = 5_000_000_000L;

  private final HiddenClasses classes;
  private final Consumer<Thread> starter;
  private final LongSupplier clock;
  private final Object lock = new Object();
  private volatile List<ReportedMethod> found = List.of();
  private boolean isBusy;
  private boolean isOver;
  private long next;

  HiddenMethods(HiddenClasses classes) {
    this(classes, Thread::start, System::nanoTime);
  }

  HiddenMethods(HiddenClasses classes, Consumer<Thread> starter, LongSupplier clock) {
    this.classes = classes;
    this.starter = starter;
    this.clock = clock;
    this.next = clock.getAsLong();
  }

  /** Returns a line for each as far as is known, and begins to look again if it is time to. */
  List<ReportedMethod> lines() {
    begin();
    return found;
  }

  /** Lets the thread end. */
  void end() {
    synchronized (lock) {
      isOver = true;
      classes.stop();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // a wish: nothing depends on it
  private void begin() {
    synchronized (lock) {
      if (isOver || isBusy || clock.getAsLong() - next < 0) {
        return;
      }
      Thread thread = AgentThreads.daemon("hidden-classes", Incidents.Kind.LIFECYCLE, new Look());
      thread.setPriority(Thread.MIN_PRIORITY);
      try {
        starter.accept(thread);
        isBusy = true; // its end waits for the lock
      } catch (Throwable noThread) { // such as too many of them: another time
        next = clock.getAsLong() + REST_NANOS;
        Incidents.swallow(Incidents.Kind.LIFECYCLE, "hidden classes", noThread);
      }
    }
  }

  /** One look at the classes. */
  private final class Look implements Runnable {
    @Override
    public void run() {
      try {
        found = classes.look();
      } finally {
        synchronized (lock) {
          next = clock.getAsLong() + REST_NANOS;
          isBusy = false;
        }
      }
    }
  }
}
