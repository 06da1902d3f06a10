// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The weaving of one JVM, put together. The order: {@link #to}, then the dispatcher gets {@link
 * #linker()} and {@link #legacyCalls()}, then {@link #rehearse} and {@link #start}.
 *
 * <p>Thread-safe.
 */
public final class Weaving {
  /** The class that woven code calls, as it is named in this JVM. */
  private static final String DISPATCHER = "java/lang/MeterweaveDispatcher";

  /** Classes of the JDK that are first used in a call, where loading them could run in circles. */
  private static final String[] PRELOADED = {
    "java.lang.invoke.MethodHandle$1", "java.util.concurrent.ThreadLocalRandom"
  };

  private final WeaveReport report = new WeaveReport();
  private final WeavingTransformer transformer;
  private final MethodHandle linker;
  private final MethodHandle[] numberedCalls;

  private Weaving(String dispatcher, CallTargets.Factory factory)
      throws ReflectiveOperationException {
    WovenMethods methods = new WovenMethods();
    TargetTable targets = new TargetTable();
    CallSiteLinker callSites = new CallSiteLinker(methods, factory, targets);
    this.transformer = new WeavingTransformer(dispatcher, methods, report);
    this.linker =
        MethodHandles.lookup()
            .findVirtual(
                CallSiteLinker.class,
                "link",
                MethodType.methodType(
                    CallSite.class,
                    MethodHandles.Lookup.class,
                    String.class,
                    MethodType.class,
                    int.class))
            .bindTo(callSites);
    this.numberedCalls = new NumberedCalls(callSites, targets).handles();
  }

  /**
   * Prepares weaving; nothing is transformed yet.
   *
   * @param factory resolves each woven method at its first call
   */
  public static Weaving to(CallTargets.Factory factory) throws ReflectiveOperationException {
    return to(DISPATCHER, factory);
  }

  /** The same with another dispatcher, for tests. */
  static Weaving to(String dispatcher, CallTargets.Factory factory)
      throws ReflectiveOperationException {
    return new Weaving(dispatcher, factory);
  }

  /** Returns the linker of call sites, {@code (Lookup, String, MethodType, int)CallSite}. */
  public MethodHandle linker() {
    return linker;
  }

  /** Returns the calls by number, for the dispatcher: start, open, close, fail. */
  public MethodHandle[] legacyCalls() {
    return numberedCalls.clone();
  }

  /**
   * Walks the way of a call that throws once, to no effect: such a call may be the first of its
   * kind and come at the end of the stack, where no class can be loaded and nothing be linked.
   *
   * @param dispatcher the dispatcher's class, with this weaving plugged in
   */
  public void rehearse(Class<?> dispatcher) throws Throwable {
    StackRoom.require();
    for (String name : PRELOADED) {
      preload(name);
    }
    MethodType type =
        MethodType.methodType(void.class, int.class, long.class, Object.class, Throwable.class);
    MethodHandles.publicLookup()
        .findStatic(dispatcher, "fail", type)
        .invoke(NumberedCalls.REHEARSAL, LinkedMethod.NOT_STARTED, null, null);
  }

  private static void preload(String name) {
    try {
      Class.forName(name, true, null);
    } catch (ClassNotFoundException notInThisJdk) {
      // Then nothing can load it at a bad time.
    }
  }

  /** Offers every class that is loaded from now on to the weaver. */
  public void start(Instrumentation instrumentation) {
    instrumentation.addTransformer(transformer, true);
  }

  /** Offers no further class; what is woven stays woven. */
  public void stop(Instrumentation instrumentation) {
    instrumentation.removeTransformer(transformer);
  }

  /** Returns what became of the classes so far. */
  public WeaveReport report() {
    return report;
  }

  WeavingTransformer transformer() {
    return transformer;
  }
}
