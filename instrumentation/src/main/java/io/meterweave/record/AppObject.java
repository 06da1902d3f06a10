// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** An object of a class that the application wrote for the agent. */
public final class AppObject {
  private AppObject() {}

  /**
   * Makes an object by the constructor without arguments, and returns one of its methods.
   *
   * @param className the class's binary name, for the loader of the class that names it
   * @param caller the full lookup of the class that names it
   * @param type the method's type
   * @throws Throwable what the class throws, or why it is not usable
   */
  private static MethodHandle method(
      String className, String name, MethodType type, MethodHandles.Lookup caller)
      throws Throwable {
    Class<?> app =
        Class.forName(className, /* initialize= */ true, caller.lookupClass().getClassLoader());
    MethodHandles.Lookup within = MethodHandles.privateLookupIn(app, caller);
    Object made =
        within
            .findConstructor(app, MethodType.methodType(void.class))
            .asType(MethodType.methodType(Object.class))
            .invokeExact();
    return within.findVirtual(app, name, type).bindTo(made);
  }

  /**
   * As {@link #method}, or null where that is not to be had, which is counted and said.
   *
   * @param where the woven method and what it names, for reports
   */
  public static @Nullable MethodHandle methodOrNull(
      String className, String name, MethodType type, MethodHandles.Lookup caller, String where) {
    try {
      return method(className, name, type, caller);
    } catch (VirtualMachineError exhausted) {
      throw exhausted;
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.USER_CODE, where, failure);
      return null;
    }
  }
}
