// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.spec.CallTargets;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * The weaving of one JVM, put together. The order: {@link #to}, then the dispatcher gets {@link
 * #linker()} and {@link #legacyCalls()}, then {@link #start}.
 *
 * <p>Thread-safe.
 */
public final class Weaving {
  /** The class that woven code calls, as it is named in this JVM. */
  static final String DISPATCHER = "java/lang/MeterweaveDispatcher";

  private static final int PASSES = 3;

  private final Object lifecycle = new Object();
  private final WeaveReport report;
  private final WovenMethods methods;
  private final MethodSwitches switches;
  private final CallSiteLinker callSites;
  private final WeavingTransformer transformer;
  private final MethodHandle linker;
  private final MethodHandle[] numberedCalls;

  private Weaving(
      String dispatcher,
      int firstNumber,
      MethodFinder finder,
      ForeignWatch foreign,
      CallTargets.Factory factory)
      throws ReflectiveOperationException {
    this.report = new WeaveReport(foreign);
    TargetTable targets = new TargetTable(firstNumber);
    this.methods = new WovenMethods(firstNumber, targets, report);
    this.switches = new MethodSwitches(methods, targets);
    this.callSites =
        new CallSiteLinker(
            methods, foreign.over(factory), targets, new Rehearsal(dispatcher), switches);
    this.transformer = new WeavingTransformer(dispatcher, finder, foreign, methods, report);
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
   * @param finder finds the methods to weave
   * @param foreign knows what is left to the code of other libraries
   * @param factory resolves each woven method at its first call
   * @param firstNumber what the dispatcher's {@code numbersUsed()} says; 0 in a JVM that has had no
   *     agent before
   */
  public static Weaving to(
      MethodFinder finder, ForeignWatch foreign, CallTargets.Factory factory, int firstNumber)
      throws ReflectiveOperationException {
    return new Weaving(DISPATCHER, firstNumber, finder, foreign, factory);
  }

  /** The same with another dispatcher, for tests. */
  static Weaving to(String dispatcher, CallTargets.Factory factory)
      throws ReflectiveOperationException {
    return new Weaving(
        dispatcher,
        0,
        MethodFinder.ofAnnotations(),
        new ForeignWatch(ForeignSettings.DEFAULT),
        factory);
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

  /**
   * Weaves the classes that were loaded before {@link #start}; to be called on a thread of the
   * agent's, as often as wanted. A class that cannot be changed any more is a rejection.
   *
   * @return how many classes are woven that were not before
   */
  public int weaveLoaded(Instrumentation instrumentation) {
    return weaveLoaded(instrumentation, true);
  }

  /**
   * The same before the application's main runs, when none of its classes can have objects yet.
   *
   * @return how many classes are woven that were not before
   */
  public int weaveBeforeMain(Instrumentation instrumentation) {
    return weaveLoaded(instrumentation, false);
  }

  private int weaveLoaded(Instrumentation instrumentation, boolean mayHaveObjects) {
    synchronized (lifecycle) {
      LoadedClasses loaded = new LoadedClasses(instrumentation, transformer, mayHaveObjects);
      Retransformer retransformer = new Retransformer(instrumentation);
      int woven = 0;
      // A class whose loading had begun when the transformer came may appear meanwhile.
      for (int pass = 0; pass < PASSES; pass++) {
        List<Class<?>> candidates = loaded.newCandidates();
        retransformer.retransform(candidates, loaded);
        for (Class<?> type : candidates) {
          woven += transformer.isWoven(type) ? 1 : 0;
        }
      }
      return woven;
    }
  }

  /**
   * Returns who looks at the classes that the JVM offers to no agent.
   *
   * @param foreign what the configuration says about the annotations of other libraries
   */
  public HiddenClasses hiddenClasses(Instrumentation instrumentation, ForeignSettings foreign) {
    return new HiddenClasses(instrumentation, transformer, MethodFinder.ofAnnotations(foreign));
  }

  /**
   * Gives all woven classes their original bytecode back and lets everything of the application go;
   * to be called on a thread of the agent's, when the dispatcher is unplugged. A call that is open
   * goes on in the code it began in, and ends without a word.
   *
   * @return how many classes were restored
   */
  public int stop(Instrumentation instrumentation) {
    synchronized (lifecycle) {
      transformer.stop();
      callSites.stop();
      instrumentation.removeTransformer(transformer);
      Retransformer retransformer = new Retransformer(instrumentation);
      List<Class<?>> woven = LoadedClasses.woven(instrumentation, transformer);
      int restored = retransformer.retransform(woven, new NotRestored());
      for (Class<?> type : woven) {
        callSites.forget(type);
      }
      return restored;
    }
  }

  /** Returns the first number that no method was given, for the dispatcher to remember. */
  public int numbersUsed() {
    return methods.end();
  }

  /** Returns what became of the classes so far. */
  public WeaveReport report() {
    return report;
  }

  /** Returns what switches methods off and on while the application runs. */
  public MethodSwitches switches() {
    return switches;
  }

  CallSiteLinker callSites() {
    return callSites;
  }

  WovenMethods methods() {
    return methods;
  }

  WeavingTransformer transformer() {
    return transformer;
  }

  private static final class NotRestored implements Retransformer.Failed {
    @Override
    public void failed(Class<?> type, Throwable reason) {
      Incidents.warn(
          Incidents.Kind.LIFECYCLE,
          "The original bytecode of "
              + type.getName()
              + " cannot be restored ("
              + reason
              + "); its calls are no longer measured.");
    }
  }
}
