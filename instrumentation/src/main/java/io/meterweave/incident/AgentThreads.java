// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

/**
 * Makes the agent's threads, named {@code meterweave-…}: they inherit nothing of the application,
 * and their failures are incidents that never reach its handlers.
 *
 * <p>Thread-safe: no state.
 */
public final class AgentThreads {
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
    Thread thread = new Thread(null, work, "meterweave-" + role, 0, false);
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
}
