// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bridge from woven code to the agent, and the only class of ours that the application can see.
 *
 * <p>Thread-safe. No method throws (but for the errors of an exhausted JVM, which woven code
 * catches itself).
 */
/*
 * Problem: woven code lives in any class loader, also in one that delegates nothing but java.*, and
 * must reach the agent, which lives in a loader that nobody sees.
 *
 * Choice: one class, defined in java.lang by the agent (Instrumentation.redefineModule opens the
 * package, Lookup.defineClass defines the class; no Unsafe), so that every loader sees it. Rejected:
 * a jar on the boot class path (appendToBootstrapClassLoaderSearch), which costs JDK 25 the
 * class-data sharing of application classes and makes JDK 17 print a warning.
 *
 * Woven code of class-file version 51 and newer reaches it by invokedynamic: the first call links
 * the call site to the method's plan for good, so nothing is looked up again. Older class files
 * cannot hold invokedynamic; they call start, open, close and fail with the method's number. A call
 * that throws always ends so: it may be at the end of the stack, where nothing can be linked.
 *
 * A link that fails gives a call site that does nothing: the application goes on.
 */
public final class Dispatcher {
  /** What a start that failed leaves behind; close and fail then do nothing. */
  public static final long NOT_STARTED = Long.MIN_VALUE;

  private static volatile @Nullable MethodHandle linker;
  private static volatile @Nullable MethodHandle legacyStart;
  private static volatile @Nullable MethodHandle legacyOpen;
  private static volatile @Nullable MethodHandle legacyClose;
  private static volatile @Nullable MethodHandle legacyFail;
  private static volatile @Nullable Function<String, @Nullable Object> functions;
  private static volatile int numbersUsed;

  private Dispatcher() {}

  /**
   * Plugs the agent in.
   *
   * @param newLinker {@code (Lookup, String, MethodType, int)CallSite}
   * @param legacy handles for start {@code (int, Object)long}, open {@code (int, long,
   *     Object[])Object}, close {@code (int, long, Object, Object)void}, fail {@code (int, long,
   *     Object, Throwable)void}
   * @param newFunctions what the manual API asks for, by name
   * @return false if an agent is plugged in already, which then stays
   */
  public static synchronized boolean install(
      MethodHandle newLinker,
      MethodHandle[] legacy,
      Function<String, @Nullable Object> newFunctions) {
    if (linker != null) {
      return false;
    }
    legacyStart = legacy[0];
    legacyOpen = legacy[1];
    legacyClose = legacy[2];
    legacyFail = legacy[3];
    functions = newFunctions;
    linker = newLinker;
    return true;
  }

  /**
   * Unplugs the agent. Woven code that still runs does nothing from now on, and nothing here leads
   * to the agent any more.
   *
   * @param itsLinker the linker that was plugged in: only the agent itself has it
   * @param used the first number that no woven method has had; the next agent counts on from it,
   *     for a call that is still open may end by its number much later
   * @return false if another agent is plugged in, or none
   */
  public static synchronized boolean uninstall(MethodHandle itsLinker, int used) {
    if (linker != itsLinker) {
      return false;
    }
    linker = null;
    legacyStart = null;
    legacyOpen = null;
    legacyClose = null;
    legacyFail = null;
    functions = null;
    numbersUsed = used;
    return true;
  }

  /** Returns the first number that no woven method of an earlier agent has had. */
  public static int numbersUsed() {
    return numbersUsed;
  }

  /** Returns whether an agent is plugged in. */
  public static boolean isInstalled() {
    return linker != null;
  }

  /** Returns the functions of the manual API by name, or null where no agent is plugged in. */
  public static @Nullable Function<String, @Nullable Object> functions() {
    return functions;
  }

  /**
   * Links a woven call site; a bootstrap method of invokedynamic.
   *
   * @param site {@code start}, {@code open} or {@code close}
   * @param method the number of the woven method
   */
  public static CallSite bootstrap(
      MethodHandles.Lookup caller, String site, MethodType type, int method) {
    try {
      MethodHandle agent = linker;
      if (agent != null) {
        return (CallSite) agent.invokeExact(caller, site, type, method);
      }
    } catch (VirtualMachineError exhausted) {
      throw exhausted; // woven code swallows it, and the JVM asks again at the next call
    } catch (Throwable anyFailure) {
      // The linker has reported it; the application must not notice.
    }
    return new ConstantCallSite(nothing(type));
  }

  private static MethodHandle nothing(MethodType type) {
    if (type.returnType() == long.class) {
      return MethodHandles.dropArguments(
          MethodHandles.constant(long.class, NOT_STARTED), 0, type.parameterList());
    }
    return MethodHandles.empty(type);
  }

  /** The start of a call, from a class file without invokedynamic. */
  public static long start(int method) {
    return start(method, null);
  }

  /** The start of a call that says whose method it is, from a class file without invokedynamic. */
  public static long start(int method, @Nullable Object receiver) {
    try {
      MethodHandle agent = legacyStart;
      return agent == null ? NOT_STARTED : (long) agent.invokeExact(method, receiver);
    } catch (Throwable anyFailure) {
      return NOT_STARTED;
    }
  }

  /** What a call needs from its arguments, from a class file without invokedynamic. */
  public static @Nullable Object open(int method, long start, @Nullable Object[] arguments) {
    try {
      MethodHandle agent = legacyOpen;
      return agent == null ? null : (Object) agent.invokeExact(method, start, arguments);
    } catch (Throwable anyFailure) {
      return null;
    }
  }

  /** The end of a call that returns, from a class file without invokedynamic. */
  public static void close(
      int method, long start, @Nullable Object state, @Nullable Object result) {
    try {
      MethodHandle agent = legacyClose;
      if (agent != null) {
        agent.invokeExact(method, start, state, result);
      }
    } catch (Throwable anyFailure) {
      // The agent has reported it; the application must not notice.
    }
  }

  /** The end of a call that throws, from any class file. */
  public static void fail(int method, long start, @Nullable Object state, Throwable thrown) {
    try {
      MethodHandle agent = legacyFail;
      if (agent != null) {
        agent.invokeExact(method, start, state, thrown);
      }
    } catch (Throwable anyFailure) {
      // The agent has reported it; the application must not notice.
    }
  }
}
