// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which woven methods are switched off while the application runs.
 *
 * <p>Thread-safe. Methods go by {@link MethodSpec#id()}, whatever class loader they are in; what is
 * said of one holds for those that are woven later, too. It is forgotten when the JVM ends.
 */
/*
 * Problem: a method that is switched off has to cost next to nothing, calls that are in flight when
 * it is switched have to end right, and no call may be half recorded.
 *
 * Choice: only what begins a call is switched. The start of one that is off answers that nothing was
 * started, and what runs at its end then does nothing, as it does for any call that did not start;
 * the start is a constant of the call site, so the compiler leaves nothing of either. A call that was
 * begun before has its start and its state, finds its end where it was, and is recorded.
 *
 * Rejected: to give the class its own bytecode back, which stops all threads for each class, cannot
 * touch the calls that run, and costs the methods beside it; to ask a flag at each call, which costs
 * more than a nanosecond, for all that are on as well.
 */
public final class MethodSwitches {
  private final WovenMethods methods;
  private final TargetTable targets;
  private final Set<String> exceptions = ConcurrentHashMap.newKeySet();
  private volatile boolean isEverythingOff;

  MethodSwitches(WovenMethods methods, TargetTable targets) {
    this.methods = methods;
    this.targets = targets;
  }

  /** Returns whether calls of a method are not measured. */
  public boolean isOff(MethodSpec method) {
    return exceptions.contains(method.id()) != isEverythingOff;
  }

  /** Switches the methods with an id, {@link MethodSpec#id()}; takes hold before it returns. */
  public synchronized void set(String id, boolean isOn) {
    if (isOn == isEverythingOff) {
      exceptions.add(id);
    } else {
      exceptions.remove(id);
    }
    follow(id);
  }

  /** Switches all methods, those that are woven later too; takes hold before it returns. */
  public synchronized void setAll(boolean isOn) {
    // Between the two, methods may be as they were; only what is told to follow is what matters.
    isEverythingOff = !isOn;
    exceptions.clear();
    follow("");
  }

  private void follow(String id) {
    int end = methods.end();
    for (int number = methods.first(); number < end; number++) {
      MethodSpec spec = methods.spec(number);
      if (spec != null && (id.isEmpty() || spec.id().equals(id))) {
        NumberedTargets linked = targets.get(number);
        if (linked != null) {
          linked.follow();
        }
      }
    }
  }
}
