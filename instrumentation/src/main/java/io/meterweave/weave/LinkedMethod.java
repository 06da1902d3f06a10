// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One woven method of one class, on its way from "never called" to "linked".
 *
 * <p>Thread-safe; its lock is never held while foreign code runs.
 */
final class LinkedMethod {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long MIN_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final List<String> LAST_TO_FIRST = List.of("close", "open", "start");

  private enum Progress {
    UNCLAIMED,
    IN_WORK,
    LINKED,
    FAILED
  }

  /** A site that was given out. */
  private record Given(WeakReference<MutableCallSite> site, String name) {}

  private final int number;
  private final MethodSpec spec;
  private final MethodSwitches switches;
  private final Object switching = new Object(); // taken before the other lock, or alone
  private final Object lock = new Object();
  private final List<Given> sites = new ArrayList<>();
  private Progress progress = Progress.UNCLAIMED;
  private @Nullable Thread worker;
  private long claimedAtNanos;
  private volatile @Nullable CallTargets targets;
  private volatile @Nullable NumberedTargets numbered; // the table holds it weakly, here it lives
  private volatile boolean isOff;

  LinkedMethod(int number, MethodSpec spec, MethodSwitches switches) {
    this.number = number;
    this.spec = spec;
    this.switches = switches;
  }

  /** Returns a call site that does nothing. */
  static CallSite idle(MethodType type) {
    return new ConstantCallSite(nothing(type));
  }

  /** Makes the targets, or waits for the thread that makes them; see {@link CallSiteLinker}. */
  void resolve(Lookup caller, CallTargets.Factory factory, TargetTable table) {
    if (targets != null || !claim()) {
      return;
    }
    CallTargets made = null;
    Progress outcome = Progress.FAILED;
    try {
      made = factory.resolve(number, spec, caller);
      NumberedTargets byNumber = new NumberedTargets(made, spec.captured().size(), this);
      numbered = byNumber;
      table.put(number, byNumber); // who switches the method from now on finds it there
      synchronized (switching) {
        isOff = switches.isOff(spec);
        byNumber.switchOff(isOff);
      }
      outcome = Progress.LINKED;
    } catch (VirtualMachineError exhausted) {
      outcome = Progress.UNCLAIMED; // no fault of the plan: the next call tries again
      throw exhausted;
    } catch (Throwable anyFailure) {
      Incidents.swallow(Incidents.Kind.LINK, spec.functionName(), anyFailure);
    } finally {
      settle(made, outcome);
    }
  }

  /** Returns a site for the targets as they are: linked, idle for good, or idle for now. */
  CallSite site(String name, MethodType type) {
    CallTargets ready;
    synchronized (lock) {
      ready = targets;
      if (ready == null) {
        if (progress == Progress.FAILED) {
          return idle(type);
        }
        return keep(new MutableCallSite(nothing(type)), name);
      }
    }
    synchronized (switching) {
      MutableCallSite site = new MutableCallSite(target(ready, name, type));
      synchronized (lock) {
        return keep(site, name);
      }
    }
  }

  /** Sites of code that was replaced are gone before the class is. */
  private MutableCallSite keep(MutableCallSite site, String name) {
    for (int i = sites.size() - 1; i >= 0; i--) {
      if (sites.get(i).site().get() == null) {
        sites.remove(i);
      }
    }
    sites.add(new Given(new WeakReference<>(site), name));
    return site;
  }

  /**
   * Begins calls from now on as the switch says. What runs at their end is what it was, but is set
   * before their start all the same: no site may begin what another does not end.
   */
  void follow() {
    synchronized (switching) {
      isOff = switches.isOff(spec);
      NumberedTargets byNumber = numbered;
      if (byNumber != null) {
        byNumber.switchOff(isOff);
      }
      CallTargets ready = targets;
      if (ready != null) {
        switchOn(given(), ready);
      }
    }
  }

  private List<Given> given() {
    synchronized (lock) {
      return List.copyOf(sites);
    }
  }

  /** Lets every site that was given out do nothing, so that none holds the agent any more. */
  void unlink() {
    synchronized (switching) { // so that no switch puts back what is taken out here
      synchronized (lock) {
        for (Given given : sites) {
          MutableCallSite site = given.site().get();
          if (site != null) {
            site.setTarget(nothing(site.type()));
          }
        }
        sites.clear();
      }
    }
  }

  /** Returns whether this thread is the one to make the targets. */
  private boolean claim() {
    boolean interrupted = false;
    synchronized (lock) {
      while (progress == Progress.IN_WORK && worker != Thread.currentThread()) {
        long left = claimedAtNanos + PATIENCE_NANOS - System.nanoTime();
        if (left <= 0) {
          break;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(lock, Math.max(left, MIN_WAIT_NANOS));
        } catch (InterruptedException notForUs) {
          interrupted = true;
        }
      }
      boolean isMine = progress == Progress.UNCLAIMED;
      if (isMine) {
        progress = Progress.IN_WORK;
        worker = Thread.currentThread();
        claimedAtNanos = System.nanoTime();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return isMine;
    }
  }

  /** Sites that were given out before get the targets, and no switch comes between. */
  private void settle(@Nullable CallTargets made, Progress outcome) {
    synchronized (switching) {
      List<Given> late = List.of();
      synchronized (lock) {
        worker = null;
        progress = outcome;
        if (outcome == Progress.LINKED) {
          targets = made;
          late = List.copyOf(sites);
        }
        lock.notifyAll();
      }
      if (made != null) {
        switchOn(late, made);
      }
    }
  }

  /** The end of a call before its start: a call that sees some of it has an end, or no start. */
  private void switchOn(List<Given> late, CallTargets made) {
    for (String name : LAST_TO_FIRST) {
      for (Given given : late) {
        MutableCallSite site = given.site().get();
        if (site != null && given.name().equals(name)) {
          site.setTarget(target(made, name, site.type()));
          MutableCallSite.syncAll(new MutableCallSite[] {site});
        }
      }
    }
  }

  private MethodHandle target(CallTargets ready, String name, MethodType type) {
    try {
      return switch (name) {
        case "start" -> startOf(ready, type).asType(type);
        case "open" -> (isOff ? ready.off().open() : ready.open()).asType(type);
        case "close" -> closeWithoutUnused(ready.close()).asType(type);
        default -> throw new IllegalArgumentException("Unknown call site " + name);
      };
    } catch (VirtualMachineError exhausted) {
      throw exhausted;
    } catch (Throwable anyFailure) {
      Incidents.swallow(
          Incidents.Kind.LINK, spec.functionName() + ", call site " + name, anyFailure);
      return nothing(type);
    }
  }

  private MethodHandle startOf(CallTargets ready, MethodType type) {
    MethodHandle start = isOff ? ready.off().start() : ready.start();
    return start.type().parameterCount() < type.parameterCount()
        ? MethodHandles.dropArguments(start, 0, type.parameterList())
        : start;
  }

  /** Binds null where the call site has no state or no result to give. */
  private MethodHandle closeWithoutUnused(MethodHandle close) {
    MethodHandle shorter = close;
    if (!spec.needsResult()) {
      shorter = MethodHandles.insertArguments(shorter, 2, (@Nullable Object) null);
    }
    if (!spec.needsState()) {
      shorter = MethodHandles.insertArguments(shorter, 1, (@Nullable Object) null);
    }
    return shorter;
  }

  private static MethodHandle nothing(MethodType type) {
    return type.returnType() == long.class
        ? MethodHandles.dropArguments(
            MethodHandles.constant(long.class, CallTargets.NOT_STARTED), 0, type.parameterList())
        : MethodHandles.empty(type);
  }
}
