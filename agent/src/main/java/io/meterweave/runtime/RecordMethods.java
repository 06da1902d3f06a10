// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Lets the JDK forget the types of our records.
 *
 * <p>Thread-safe: no state.
 */
/*
 * Problem: a record's equals and hashCode are linked by java.lang.runtime.ObjectMethods from two
 * method handles of its own, and up to Java 20 a method handle remembers the type that it was last
 * converted to, strongly. The last record of ours would keep the agent's class loader for as long as
 * the application links none of its own.
 *
 * Choice: have them converted once more, to a type of the JDK.
 */
final class RecordMethods {
  private RecordMethods() {}

  static void forget() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle part =
          lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
      for (String method : new String[] {"equals", "hashCode"}) {
        // A string stands for the record: the JDK itself has none that everybody may see.
        ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "strip", part);
      }
    } catch (Throwable newerJdk) {
      Incidents.debug("The JDK remembers no types of records, or for ever: " + newerJdk);
    }
  }
}
