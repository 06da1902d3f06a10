// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.Incidents;

/** Makes the threads of this package: daemons that hold nothing of the application's. */
final class ExportThreads {
  private ExportThreads() {}

  static Thread make(String name, Runnable work) {
    Thread thread = new Thread(null, work, "meterweave-" + name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ExportThreads.class.getClassLoader());
    thread.setUncaughtExceptionHandler(
        (dead, failure) ->
            Incidents.swallow(Incidents.Kind.EXPORT, "thread " + dead.getName(), failure));
    return thread;
  }
}
