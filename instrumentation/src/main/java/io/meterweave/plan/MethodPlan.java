// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ArgumentReader;
import io.meterweave.record.CallCells;
import io.meterweave.record.CallObserver;
import io.meterweave.record.MethodCells;
import io.meterweave.record.OpenCall;
import io.meterweave.record.OpenCells;
import io.meterweave.record.SpanRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the calls of one woven method.
 *
 * <p>Immutable; its methods run on any thread and do not throw, but for the errors of an exhausted
 * JVM. Times are {@link System#nanoTime()}.
 *
 * @param function the method, for reports
 * @param cells the method's cells by labels
 * @param fixed the cells of a method whose labels are fixed, else null
 * @param labels where the values of the labels from parameters come from
 * @param span makes the calls spans, or null
 * @param observer sees how calls end, or null
 */
/*
 * Problem: the same code runs for every woven method, and what it does differs by method. Through
 * ordinary objects every call site would be megamorphic.
 *
 * Choice: a record, bound into the constant call site of the method. HotSpot trusts the fields of
 * records, so everything that is reached from here folds into the compiled call.
 *
 * A call's state is as small as the method allows: none for fixed labels, the cells themselves for
 * labels from parameters (nothing is allocated), an OpenCells where a gauge counts the calls in
 * flight, an OpenCall for a span. Opening counts the call as in flight last, ending does it first,
 * and both act on the state only.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
record MethodPlan(
    String function,
    MethodCells cells,
    @Nullable CallCells fixed,
    ArgumentReader[] labels,
    @Nullable SpanRecorder span,
    @Nullable CallObserver observer) {

  private static final long NOT_STARTED = Long.MIN_VALUE;

  @Nullable Object open(long start) {
    return open(start, null, null, null, null);
  }

  @Nullable Object open(long start, @Nullable Object first) {
    return open(start, first, null, null, null);
  }

  @Nullable Object open(long start, @Nullable Object first, @Nullable Object second) {
    return open(start, first, second, null, null);
  }

  @Nullable Object open(
      long start, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
    return open(start, first, second, third, null);
  }

  /** The start of a call, with what was captured of its arguments. */
  @Nullable Object open(
      long start,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    if (start == NOT_STARTED) {
      return null;
    }
    try {
      CallCells at = fixed == null ? cells.at(labels, first, second, third, others) : fixed;
      if (span != null) {
        return span.open(at, start, first, second, third, others);
      }
      return at.hasGauge() ? OpenCells.open(at) : at;
    } catch (Throwable failure) {
      swallow(failure);
      return null;
    }
  }

  /** The end of a call without a state. */
  void close(long start, @Nullable Object noState, @Nullable Object result) {
    if (start == NOT_STARTED || fixed == null) {
      return;
    }
    try {
      fixed.returned(System.nanoTime() - start);
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  /** The end of a call without a state that throws. */
  void fail(long start, @Nullable Object noState, Throwable thrown) {
    if (start == NOT_STARTED || fixed == null) {
      return;
    }
    try {
      fixed.threw(System.nanoTime() - start, thrown);
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  /** The end of a call whose state is its cells. */
  void closeCells(long start, @Nullable Object state, @Nullable Object result) {
    if (start == NOT_STARTED || state == null) {
      return;
    }
    try {
      left(state).returned(System.nanoTime() - start);
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  /** The end of a call whose state is its cells and that throws. */
  void failCells(long start, @Nullable Object state, Throwable thrown) {
    if (start == NOT_STARTED || state == null) {
      return;
    }
    try {
      left(state).threw(System.nanoTime() - start, thrown);
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  private static CallCells left(Object state) {
    return state instanceof OpenCells call ? call.closed() : (CallCells) state;
  }

  /** The end of a call that is a span. */
  void closeSpan(long start, @Nullable Object state, @Nullable Object result) {
    if (start == NOT_STARTED || !(state instanceof OpenCall call)) {
      return;
    }
    long end = System.nanoTime();
    try {
      call.leave();
      call.cells().returned(end - start);
    } catch (Throwable failure) {
      swallow(failure);
    }
    closeSpan(call, start, end, result, null);
  }

  /** The end of a call that is a span and that throws. */
  void failSpan(long start, @Nullable Object state, Throwable thrown) {
    if (start == NOT_STARTED || !(state instanceof OpenCall call)) {
      return;
    }
    long end = System.nanoTime();
    try {
      call.leave();
      call.cells().threw(end - start, thrown);
    } catch (Throwable failure) {
      swallow(failure);
    }
    closeSpan(call, start, end, null, thrown);
  }

  private void closeSpan(
      OpenCall call, long start, long end, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      if (span != null) {
        span.close(call, start, end, observer, result, thrown);
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  private void swallow(Throwable failure) {
    if (!(failure instanceof VirtualMachineError)) {
      Incidents.swallow(Incidents.Kind.RECORD, function, failure);
    }
  }
}
