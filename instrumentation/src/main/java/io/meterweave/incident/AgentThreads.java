// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the agent's threads, named {@code meterweave-…}: they inherit nothing of the application,
 * and their failures are incidents that never reach its handlers.
 *
 * <p>Thread-safe. All stand in a thread group of their own beside the application's, and so do the
 * threads that bundled libraries start from them; that is how they are found again.
 */
public final class AgentThreads {
  private static final ThreadGroup GROUP = new Group(root());

  private AgentThreads() {}

  /** Returns a daemon that is not started yet. */
  public static Thread daemon(String role, Incidents.Kind kind, Runnable work) {
    Thread thread = unstarted(role, kind, work);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns a thread for {@link Runtime#addShutdownHook}.
   *
   * @param kind what a failure of the thread is
   */
  public static Thread unstarted(String role, Incidents.Kind kind, Runnable work) {
    return in(GROUP, role, kind, work);
  }

  /** Returns a daemon that does not belong to {@link #alive()}: the one that ends the others. */
  public static Thread last(String role, Incidents.Kind kind, Runnable work) {
    Thread thread = in(root(), role, kind, work);
    thread.setDaemon(true);
    return thread;
  }

  /** Returns the agent's threads that run, those of bundled libraries included. */
  public static List<Thread> alive() {
    Thread[] threads = new Thread[GROUP.activeCount() + 16];
    int count = GROUP.enumerate(threads, true);
    List<Thread> alive = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alive.add(threads[i]);
    }
    return alive;
  }

  /** Forgets the group, when no thread of it runs: up to Java 18, its parent would keep it. */
  @SuppressWarnings({"deprecation", "removal"}) // does nothing any more where it is not needed
  public static void forget() {
    try {
      GROUP.destroy();
    } catch (IllegalThreadStateException oneStillRuns) {
      // Then it stays; it has been said which.
    }
  }

  private static Thread in(ThreadGroup group, String role, Incidents.Kind kind, Runnable work) {
    Thread thread = new Thread(group, work, "meterweave-" + role, 0, false);
    thread.setContextClassLoader(AgentThreads.class.getClassLoader());
    thread.setUncaughtExceptionHandler(
        new Thread.UncaughtExceptionHandler() {
          @Override
          public void uncaughtException(Thread failed, Throwable failure) {
            Incidents.swallow(kind, "thread " + failed.getName(), failure);
          }
        });
    return thread;
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Keeps failures of the libraries' threads from the application's handlers as well. */
  private static final class Group extends ThreadGroup {
    Group(ThreadGroup parent) {
      super(parent, "meterweave");
    }

    @Override
    public void uncaughtException(Thread failed, Throwable failure) {
      Incidents.swallow(Incidents.Kind.EXPORT, "thread " + failed.getName(), failure);
    }
  }
}
