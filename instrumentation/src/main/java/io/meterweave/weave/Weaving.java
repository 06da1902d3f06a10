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
 * #linker()} and {@link #legacyCalls()}, then {@link #start}.
 *
 * <p>Thread-safe.
 */
public final class Weaving {
  /** The class that woven code calls, as it is named in this JVM. */
  private static final String DISPATCHER = "java/lang/MeterweaveDispatcher";

  private final WeaveReport report = new WeaveReport();
  private final WeavingTransformer transformer;
  private final MethodHandle linker;
  private final MethodHandle[] numberedCalls;

  private Weaving(String dispatcher, CallTargets.Factory factory)
      throws ReflectiveOperationException {
    WovenMethods methods = new WovenMethods();
    TargetTable targets = new TargetTable();
    CallSiteLinker callSites =
        new CallSiteLinker(methods, factory, targets, new Rehearsal(dispatcher));
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
