// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;

/**
 * Makes the agent's threads: daemons, named {@code meterweave-…}, that inherit nothing of the
 * application and whose failures never reach its handlers.
 *
 * <p>Thread-safe: no state.
 */
final class AgentThreads {
  private AgentThreads() {}

  /** Returns a thread that is not started yet. */
  static Thread daemon(String role, Runnable work) {
    Thread thread = unstarted(role, work);
    thread.setDaemon(true);
    return thread;
  }

  /** Returns a thread for {@link Runtime#addShutdownHook}. */
  static Thread unstarted(String role, Runnable work) {
    Thread thread = new Thread(null, work, "meterweave-" + role, 0, false);
    thread.setContextClassLoader(AgentThreads.class.getClassLoader());
    thread.setUncaughtExceptionHandler(
        new Thread.UncaughtExceptionHandler() {
          @Override
          public void uncaughtException(Thread failed, Throwable failure) {
            Incidents.swallow(Incidents.Kind.LIFECYCLE, failed.getName(), failure);
          }
        });
    return thread;
  }
}
