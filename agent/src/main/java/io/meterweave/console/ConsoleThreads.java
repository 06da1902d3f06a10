// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.meterweave.incident.Incidents;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the server's threads: daemons that inherit nothing of the application and whose failures
 * never reach its handlers.
 *
 * <p>Thread-safe: no state but the name.
 *
 * @param name of every thread that this factory makes
 */
record ConsoleThreads(String name) implements ThreadFactory {
  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ConsoleThreads.class.getClassLoader());
    thread.setUncaughtExceptionHandler(
        (failed, failure) -> Incidents.swallow(Incidents.Kind.EXPORT, failed.getName(), failure));
    return thread;
  }
}
