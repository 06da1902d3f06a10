// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ArgumentReader;
import io.meterweave.record.CallCells;
import io.meterweave.record.CellSet;
import io.meterweave.record.MethodCells;
import io.meterweave.record.OpenCells;
import io.meterweave.record.Timing;
import io.meterweave.spec.CallTargets;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the calls of one woven method that has metrics, all of whose labels are known when a
 * call begins; {@link CallPlan} is for all others.
 *
 * <p>Immutable; its methods run on any thread and do not throw, but for the errors of an exhausted
 * JVM. Times are {@link System#nanoTime()}.
 *
 * @param function the method, for reports
 * @param cells the method's cells by labels
 * @param fixed the cells of a method whose labels are fixed and that has no gauge, else null
 * @param timing which calls' start is a time
 * @param labels where the values of the labels come from
 */
/*
 * Problem: the same code runs for every woven method, and what it does differs by method. Through
 * ordinary objects every call site would be megamorphic.
 *
 * Choice: a record, bound into the constant call site of the method. HotSpot trusts the fields of
 * records, so everything that is reached from here folds into the compiled call.
 *
 * A call's state is as small as the method allows: none for fixed labels, the cells themselves for
 * labels that are read (nothing is allocated), an OpenCells where a gauge counts the calls in flight,
 * an OpenCall for a span and for whatever the end of a call needs of its start. Opening counts the
 * call as in flight last, ending does it first, and both act on the state only.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
record MethodPlan(
    String function,
    MethodCells cells,
    @Nullable CallCells fixed,
    Timing timing,
    ArgumentReader[] labels)
    implements OpenPlan {

  /** The start of a call, with what was captured of its arguments. */
  @Override
  public @Nullable Object open(
      long start,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    if (start == CallTargets.NOT_STARTED) {
      return null;
    }
    try {
      CellSet at = cells.at(labels, first, second, third, others);
      return at.hasGauge() ? OpenCells.open(at, start) : at;
    } catch (Throwable failure) {
      swallow(failure);
      return null;
    }
  }

  /** The end of a call without a state. */
  void close(long start, @Nullable Object noState, @Nullable Object result) {
    if (start == CallTargets.NOT_STARTED || fixed == null) {
      return;
    }
    try {
      if (timing.isCounted(start)) {
        fixed.returnedUntimed();
      } else {
        fixed.returned(System.nanoTime() - start);
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  /** The end of a call without a state that throws. */
  void fail(long start, @Nullable Object noState, Throwable thrown) {
    if (start == CallTargets.NOT_STARTED || fixed == null) {
      return;
    }
    try {
      if (timing.isCounted(start)) {
        fixed.threwUntimed(thrown);
      } else {
        fixed.threw(System.nanoTime() - start, thrown);
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  /** The end of a call whose state is its cells. */
  void closeCells(long start, @Nullable Object state, @Nullable Object result) {
    if (start == CallTargets.NOT_STARTED || state == null) {
      return;
    }
    try {
      CellSet at = left(state);
      if (timing.isCounted(start)) {
        at.returnedUntimed();
      } else {
        at.returned(System.nanoTime() - start);
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  /** The end of a call whose state is its cells and that throws. */
  void failCells(long start, @Nullable Object state, Throwable thrown) {
    if (start == CallTargets.NOT_STARTED || state == null) {
      return;
    }
    try {
      CellSet at = left(state);
      if (timing.isCounted(start)) {
        at.threwUntimed(thrown);
      } else {
        at.threw(System.nanoTime() - start, thrown);
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  private static CellSet left(Object state) {
    if (state instanceof OpenCells call) {
      call.leaveGauges();
      return call.cells();
    }
    return (CellSet) state;
  }

  private void swallow(Throwable failure) {
    if (!(failure instanceof VirtualMachineError)) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
    }
  }
}
