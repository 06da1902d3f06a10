// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Lets the JDK forget the types of our records.
 *
 * <p>Thread-safe: no state.
 */
/*
 * Problem: a record's equals and hashCode are linked by java.lang.runtime.ObjectMethods from method
 * handles of its own, and a method handle remembers the type that it was last converted to: strongly
 * up to Java 18; since then strongly only for types of the JDK's own loaders, the application's among
 * them, and one of all others beside it, softly, which is as good as for ever where memory is plenty.
 * The last record of ours would keep the agent's class loader.
 *
 * Choice: have them converted twice more. To a type of a class loader with nothing in it but that
 * type, which is remembered softly in place of ours; then to the entry point's, which stays anyway.
 */
final class RecordMethods {
  private static final String STAYS = "io.meterweave.agent.MeterweaveAgent";

  private RecordMethods() {}

  static void forget() {
    try {
      Class<?> stays = Class.forName(STAYS, false, ClassLoader.getSystemClassLoader());
      remember(ofAnEmptyLoader());
      remember(stays);
    } catch (Throwable newerJdk) {
      Incidents.debug("What the JDK remembers of records may stay: " + newerJdk);
    }
  }

  private static void remember(Class<?> type) throws Throwable {
    MethodHandle part = MethodHandles.identity(type); // a record whose one part is of that type
    for (String method : new String[] {"equals", "hashCode"}) {
      ObjectMethods.bootstrap(
          MethodHandles.publicLookup(), method, MethodHandle.class, type, "part", part);
    }
  }

  private static Class<?> ofAnEmptyLoader() {
    // A loader of the JDK's, never closed: there is nothing to close, and it must not be ours.
    ClassLoader empty = new URLClassLoader(new URL[0], null);
    return Proxy.newProxyInstance(
            empty, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
        .getClass();
  }
}
