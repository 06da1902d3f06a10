// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.incident.StackRoom;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Links woven call sites to what the plan of their method runs.
 *
 * <p>Thread-safe. Nothing is thrown: what fails is an incident, and the site does nothing.
 */
/*
 * Problem: at the first call of a woven method the JVM asks for what its call sites run. The answer
 * is made by the plan, which may load classes of the application and run code of its class loaders,
 * on one of its threads, under any lock it may hold. It must be made once, for it registers
 * instruments; other threads arrive at the same sites meanwhile; and nothing in the agent may keep
 * the application's class loader alive.
 *
 * Choice: the targets hang on the class that holds the method (a ClassValue), so they live and die
 * with it. The first thread to arrive makes them, holding no lock; others wait for it, and get a
 * call site whose target stays, which the compiler folds. A wait is bounded: a thread that waits while it
 * holds what the first one needs, or that arrives from inside the making itself, gets a site that
 * does nothing for now and is switched on when the targets are there. Rejected: computeIfAbsent,
 * which holds a lock while foreign code runs (deadlocks in several agents); to make them twice and
 * drop one, which registers instruments twice; a static map by number, which keeps loaders alive.
 *
 * A call site can be changed: while the agent is there, a method may be switched off (see
 * MethodSwitches); when it leaves, the JVM may keep the woven version of a class for as long as compiled code of it is about, and with
 * a constant call site the agent.
 *
 * The end of the stack: the deepest call of a recursion that overflows is the first that ends. To
 * link there would fail, for good if a class initializer is hit. So nothing is begun without room
 * on the stack; the StackOverflowError leaves the bootstrap method, woven code swallows it, and the
 * JVM asks again at the next call (it remembers linkage errors only). And a call that throws is not
 * linked at all: it finds its targets by number, which needs a few frames.
 */
final class CallSiteLinker {
  private final WovenMethods methods;
  private final CallTargets.Factory factory;
  private final TargetTable table;
  private final Rehearsal rehearsal;
  private final MethodSwitches switches;
  private volatile boolean isStopped;
  private final ClassValue<Map<Integer, LinkedMethod>> linked =
      new ClassValue<>() {
        @Override
        protected Map<Integer, LinkedMethod> computeValue(Class<?> holder) {
          return new ConcurrentHashMap<>();
        }
      };

  CallSiteLinker(
      WovenMethods methods,
      CallTargets.Factory factory,
      TargetTable table,
      Rehearsal rehearsal,
      MethodSwitches switches) {
    this.methods = methods;
    this.factory = factory;
    this.table = table;
    this.rehearsal = rehearsal;
    this.switches = switches;
  }

  /**
   * Links one call site.
   *
   * @param caller the full lookup of the class that holds the method
   * @param site {@code start}, {@code open} or {@code close}
   * @param number the method's number
   */
  CallSite link(Lookup caller, String site, MethodType type, int number) {
    try {
      LinkedMethod method = resolve(caller, number);
      return method == null ? LinkedMethod.idle(type) : method.site(site, type);
    } catch (VirtualMachineError exhausted) {
      throw exhausted; // so that the JVM asks again
    } catch (Throwable anyFailure) {
      Incidents.swallow(Incidents.Kind.LINK, caller.lookupClass().getName(), anyFailure);
      return LinkedMethod.idle(type);
    }
  }

  /** Makes a method's targets if they are not there yet; null for an unknown number. */
  @Nullable LinkedMethod resolve(Lookup caller, int number) {
    StackRoom.require();
    rehearsal.once();
    MethodSpec spec = methods.spec(number);
    // Code that an earlier agent wove may still run, and another class may have copied woven bytes.
    if (spec == null || isStopped || !spec.className().equals(caller.lookupClass().getName())) {
      return null;
    }
    Map<Integer, LinkedMethod> ofClass = linked.get(caller.lookupClass());
    LinkedMethod method = ofClass.get(number);
    if (method == null) {
      LinkedMethod mine = new LinkedMethod(number, spec, switches);
      LinkedMethod there = ofClass.putIfAbsent(number, mine);
      method = there == null ? mine : there;
    }
    method.resolve(caller, factory, table);
    if (isStopped) {
      forget(caller.lookupClass());
      return null;
    }
    return method;
  }

  /** Links nothing from now on. */
  void stop() {
    isStopped = true;
  }

  /** Lets go of what hangs on a class, which would hold the agent as long as the class lives. */
  void forget(Class<?> holder) {
    for (LinkedMethod method : linked.get(holder).values()) {
      method.unlink();
    }
    linked.remove(holder);
  }

  @Nullable MethodSpec spec(int number) {
    return methods.spec(number);
  }
}
