// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * Ends the threads that bundled libraries keep for a while after everything is shut down.
 *
 * <p>Thread-safe: no state. No method throws; a thread that cannot be ended is said.
 */
/*
 * Problem: okhttp's task runner and okio's watchdog are made for a whole JVM and cannot be closed;
 * each ends by itself when it had nothing to do for a minute. Until then it holds the agent's class
 * loader, and somebody who detached would still see threads.
 *
 * Choice: do what the libraries do after that minute. The task runner is shut down by its own method;
 * the watchdog ends when it wakes and finds no sentinel. Both are known by name, for nothing of this
 * is meant to be called. In another version of the libraries the minute passes instead, and one line
 * says so.
 */
public final class LibraryThreads {
  private static final String TASK_RUNNER = "okhttp3.internal.concurrent.TaskRunner";
  private static final String WATCHDOG = "okio.AsyncTimeout";

  private LibraryThreads() {}

  /** Ends them, and waits until no thread of the agent's is left; not to be called on one. */
  public static void end(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (Thread thread : AgentThreads.alive()) {
        if (thread.getName().equals("OkHttp TaskRunner")) {
          endTaskRunner();
        } else if (thread.getName().equals("Okio Watchdog")) {
          endWatchdog();
        }
      }
      for (Thread thread : AgentThreads.alive()) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ReflectiveOperationException | RuntimeException otherVersion) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "ending idle threads", otherVersion);
    }
    for (Thread thread : AgentThreads.alive()) {
      Incidents.warn(
          Incidents.Kind.LIFECYCLE,
          "The thread " + thread.getName() + " has not ended yet; it does so when it is idle.");
    }
  }

  private static void endTaskRunner() throws ReflectiveOperationException {
    Class<?> type = Class.forName(TASK_RUNNER);
    Object backend = type.getMethod("getBackend").invoke(type.getField("INSTANCE").get(null));
    ((ThreadPoolExecutor) backend.getClass().getMethod("getExecutor").invoke(backend)).shutdown();
  }

  private static void endWatchdog() throws ReflectiveOperationException {
    Class<?> type = Class.forName(WATCHDOG);
    Lock lock = (Lock) type.getMethod("access$getLock$cp").invoke(null);
    Condition condition = (Condition) type.getMethod("access$getCondition$cp").invoke(null);
    lock.lock();
    try {
      type.getMethod("access$setIdleSentinel$cp", type).invoke(null, (Object) null);
      condition.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
