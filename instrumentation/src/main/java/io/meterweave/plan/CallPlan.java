// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ArgumentReader;
import io.meterweave.record.CallLine;
import io.meterweave.record.CallObserver;
import io.meterweave.record.CellSet;
import io.meterweave.record.EndReaders;
import io.meterweave.record.MethodCells;
import io.meterweave.record.OpenCall;
import io.meterweave.record.OpenCells;
import io.meterweave.record.SpanRecorder;
import io.meterweave.record.Timing;
import io.meterweave.spec.CallTargets;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the calls of one woven method that is a span, has something to record that is known
 * at its end, or must be seen by others; see {@link MethodPlan}.
 *
 * <p>Immutable; its methods run on any thread and do not throw, but for the errors of an exhausted
 * JVM. Times are {@link System#nanoTime()}.
 *
 * @param function the method, for reports
 * @param cells the method's cells by labels
 * @param labels where the values of the labels that are known at the start come from
 * @param kept what is read at the start for the end
 * @param arguments where all arguments come from, or null if nobody asks for them
 * @param readers what is read at the end
 * @param line how its calls stand to others; its receiver is the first value that is captured
 * @param span makes its calls spans, or null
 * @param observer sees how its calls end, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
record CallPlan(
    String function,
    MethodCells cells,
    ArgumentReader[] labels,
    ArgumentReader[] kept,
    ArgumentReader @Nullable [] arguments,
    EndReaders readers,
    CallLine line,
    @Nullable SpanRecorder span,
    @Nullable CallObserver observer)
    implements OpenPlan {

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
      if (start == CallLine.UNRECORDED) {
        return OpenCall.unrecorded(line, first);
      }
      CellSet at = cells.at(labels, first, second, third, others);
      if (hasBareSpan() && !line.isWatched()) {
        return spanAlone(at, start, first, second, third, others);
      }
      if (needsCall()) {
        return call(at, start, first, second, third, others);
      }
      if (span != null) {
        span.mention(first, second, third, others);
      }
      return at.hasGauge() ? OpenCells.open(at, start) : at;
    } catch (Throwable failure) {
      swallow(failure);
      return null;
    }
  }

  private boolean needsCall() {
    return kept.length > 0
        || arguments != null
        || line.needsFrame()
        || observer != null
        || (span != null && span.needsCall());
  }

  /** Returns whether a call keeps nothing beside its cells and a span. */
  private boolean hasBareSpan() {
    return span != null
        && span.hasOwnSpan()
        && kept.length == 0
        && arguments == null
        && !line.needsFrame()
        && observer == null;
  }

  private Object spanAlone(
      CellSet at,
      long start,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    OpenCells call =
        span == null
            ? null
            : span.openAlone(at, line.timing().isTimed(), start, first, second, third, others);
    if (call == null) {
      return at.hasGauge() ? OpenCells.open(at, start) : at;
    }
    try {
      call.enter(start);
      return call;
    } catch (Throwable failure) {
      SpanRecorder.abandon(call);
      throw failure;
    }
  }

  private OpenCall call(
      CellSet at,
      long start,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    OpenCall call =
        new OpenCall(
            at,
            kept.length == 0 ? null : read(kept, first, second, third, others),
            arguments == null ? null : read(arguments, first, second, third, others));
    try {
      if (span != null) {
        span.open(call, line, start, first, second, third, others);
      }
      call.enter(line, line.needsFrame() ? first : null, start);
      return call;
    } catch (Throwable failure) {
      SpanRecorder.abandon(call);
      throw failure;
    }
  }

  private static @Nullable Object[] read(
      ArgumentReader[] readers,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    @Nullable Object[] values = new @Nullable Object[readers.length];
    for (int i = 0; i < readers.length; i++) {
      values[i] = readers[i].read(first, second, third, others);
    }
    return values;
  }

  /** The end of a call. */
  void close(long start, @Nullable Object state, @Nullable Object result) {
    if (start != CallTargets.NOT_STARTED && state != null) {
      end(start, state, result, null);
    }
  }

  /** The end of a call that throws. */
  void fail(long start, @Nullable Object state, Throwable thrown) {
    if (start != CallTargets.NOT_STARTED && state != null) {
      end(start, state, null, thrown);
    }
  }

  private void end(long start, Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (start == CallLine.UNRECORDED) {
      endUnrecorded(state);
      return;
    }
    OpenCall call = state instanceof OpenCall open ? open : null;
    Timing timing = line.timing();
    boolean isTimed = timing.isTimed() ? !timing.isCounted(start) : call != null && call.isDated();
    long end = isTimed ? System.nanoTime() : 0;
    long began = timing.isTimed() || call == null ? start : call.startNanos();
    try {
      CellSet at = left(state);
      if (call == null || !call.isMeasuredInside()) {
        long elapsed = isTimed ? end - began : Timing.COUNTED;
        cells.ended(at, elapsed, call, result, thrown, readers);
        if (call != null) {
          call.isRecorded(line);
        }
      }
    } catch (Throwable failure) {
      swallow(failure);
    }
    if (span != null && call != null) {
      try {
        span.close(call, began, end, observer, result, thrown);
      } catch (Throwable failure) {
        swallow(failure);
      }
      call.forget();
    }
  }

  private void endUnrecorded(Object state) {
    try {
      CellSet unused = left(state);
    } catch (Throwable failure) {
      swallow(failure);
    }
  }

  private static CellSet left(Object state) {
    if (state instanceof OpenCells call) {
      call.leave();
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
