// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Has the manual API ask the bridge again, wherever it is loaded: the agent has come or gone.
 *
 * <p>Confined to a thread of the agent's. A copy that cannot be reached stays as it was.
 */
/*
 * A copy of the API whose class is just being initialized is in the list of loaded classes, and the
 * call waits for its initialization; one that is loaded later asks the bridge itself. So the bridge
 * is plugged in or out first, and nobody is missed.
 */
final class ApiLinks {
  private static final String LINK = "io.meterweave.api.link.Link";

  private ApiLinks() {}

  static void renew(Instrumentation instrumentation) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(LINK)) {
        renew(type);
      }
    }
  }

  private static void renew(Class<?> link) {
    try {
      MethodHandles.publicLookup()
          .findStatic(link, "renewAll", MethodType.methodType(void.class))
          .invoke();
    } catch (Throwable otherVersion) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "the manual API", otherVersion);
    }
  }
}
