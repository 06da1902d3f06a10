// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.CallTargets;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which calls of a method are timed: all, none, or some that are chosen at random.
 *
 * <p>Immutable; decided when the method is linked, so that nothing is asked at a call but what the
 * method needs.
 *
 * @param isTimed whether the start of a call is a time
 * @param isSampled whether some starts are {@link #COUNTED} instead
 * @param below of all values of an int, those below this one are timed
 */
/*
 * Problem: two looks at the clock are nine tenths of what a measured call costs. Who has methods that
 * are called millions of times a second would do with the durations of some, but not with counts that
 * are guessed.
 *
 * Choice: a call that is not chosen is counted beside the histogram. The histogram holds the timed
 * calls only, so that its sum and its count are of the same calls: means and percentiles are right,
 * and a rate of its count is that of the sample. The number of calls is that of the counter.
 *
 * Where a duration is asked for without a counter beside it, its count is the only number of calls
 * there is (Micrometer's @Timed, @MeasureLatency): all calls of such a method are timed, whatever the
 * rate. So are those that need their time for more than a histogram: a span, LLM usage, a maximum,
 * how long the calls in flight have been running.
 *
 * Rejected: every tenth call (an application that calls two methods in turn, or one of them with
 * every tenth item, would have the same ones timed for ever); to record one call for ten (a count
 * that is wrong by chance is wrong); to choose by thread or by time (bursts of a kind).
 */
public record Timing(boolean isTimed, boolean isSampled, int below) {
  /** The start of a call that is counted and not timed. */
  public static final long COUNTED = CallTargets.NOT_STARTED + 1;

  private static final double VALUES = 0x1p32;

  /**
   * Decides for a method.
   *
   * @param rate the share of calls to time where that does, from 0 to 1
   */
  public static Timing of(Requests requests, double rate) {
    boolean isTimed = requests.needTimeAtStart();
    long timed = Math.round(rate * VALUES);
    boolean isSampled = isTimed && timed < VALUES && canSample(requests);
    if (isSampled) {
      // So that its class is alive before a call at the bottom of an overflowing stack needs it.
      ThreadLocalRandom unused = ThreadLocalRandom.current();
    }
    return new Timing(isTimed, isSampled, (int) (timed + Integer.MIN_VALUE));
  }

  private static boolean canSample(Requests requests) {
    if (requests.span() != null || requests.llm() != null) {
      return false;
    }
    boolean hasDurations = false;
    for (MetricSpec metric : requests.metrics()) {
      for (InstrumentSpec instrument : metric.instruments()) {
        boolean isDuration = instrument.kind() == Kind.DURATION;
        if (instrument.kind().isTimed() && !(isDuration && metric.instrument(Kind.CALLS) != null)) {
          return false;
        }
        hasDurations |= isDuration;
      }
    }
    return hasDurations;
  }

  /** Returns the start of a call: the time in nanoseconds, {@link #COUNTED}, or 0 if none is. */
  long now() {
    if (!isTimed) {
      return 0;
    }
    return isSampled && ThreadLocalRandom.current().nextInt() >= below
        ? COUNTED
        : System.nanoTime();
  }

  /** Returns the start of a call that stands alone, or that it does not start. */
  public long start() {
    return Reading.isOn() ? CallTargets.NOT_STARTED : now();
  }

  /** Returns whether a call with this start is counted only: it is not timed. */
  public boolean isCounted(long start) {
    return !isTimed || (isSampled && start == COUNTED);
  }
}
