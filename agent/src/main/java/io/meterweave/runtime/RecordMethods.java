// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * Lets the JDK forget the types of our records.
 *
 * <p>Thread-safe: no state.
 */
/*
 * Problem: a record's equals and hashCode are linked by java.lang.runtime.ObjectMethods from method
 * handles of its own, and a method handle remembers the type that it was last converted to: strongly
 * up to Java 18, softly since, which is as good as for ever where memory is plenty. The last record of
 * ours would keep the agent's class loader.
 *
 * Choice: have them converted once more, to a type that stays anyway. The entry point does, and its
 * loader is not the JDK's, whose types would be remembered beside ours.
 */
final class RecordMethods {
  private static final String STAYS = "io.meterweave.agent.MeterweaveAgent";

  private RecordMethods() {}

  static void forget() {
    try {
      Class<?> stays = Class.forName(STAYS, false, ClassLoader.getSystemClassLoader());
      MethodHandle part =
          MethodHandles.dropArguments(MethodHandles.constant(String.class, ""), 0, stays);
      for (String method : new String[] {"equals", "hashCode"}) {
        ObjectMethods.bootstrap(
            MethodHandles.publicLookup(), method, MethodHandle.class, stays, "part", part);
      }
    } catch (Throwable newerJdk) {
      Incidents.debug("What the JDK remembers of records may stay: " + newerJdk);
    }
  }
}
