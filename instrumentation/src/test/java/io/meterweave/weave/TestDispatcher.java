// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Stands for the dispatcher, and can be plugged again for each test. */
public final class TestDispatcher {
  static final String NAME = "io/meterweave/weave/TestDispatcher";

  private static volatile MethodHandle linker;
  private static volatile MethodHandle[] legacy;

  private TestDispatcher() {}

  static void plug(Weaving weaving) {
    linker = weaving.linker();
    legacy = weaving.legacyCalls();
  }

  public static CallSite bootstrap(
      MethodHandles.Lookup caller, String site, MethodType type, int method) throws Throwable {
    return (CallSite) linker.invokeExact(caller, site, type, method);
  }

  public static long start(int method) throws Throwable {
    return start(method, null);
  }

  public static long start(int method, Object receiver) throws Throwable {
    return (long) legacy[0].invokeExact(method, receiver);
  }

  public static Object open(int method, long start, Object[] arguments) throws Throwable {
    return (Object) legacy[1].invokeExact(method, start, arguments);
  }

  public static void close(int method, long start, Object state, Object result) throws Throwable {
    legacy[2].invokeExact(method, start, state, result);
  }

  public static void fail(int method, long start, Object state, Throwable thrown) throws Throwable {
    legacy[3].invokeExact(method, start, state, thrown);
  }
}
