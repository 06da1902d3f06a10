// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one method record into under one set of labels: how many, how long (if anybody
 * asks), how many failed with what, how many are in flight, and their numbers.
 *
 * <p>Thread-safe and lock-free; a call that returns allocates nothing. Durations are nanoseconds.
 */
/*
 * A timed call pays for two additions, its bucket and the sum; the count of calls is the sum of the
 * buckets. The families for calls and durations look into these cells when they are collected, so
 * the same two additions serve all of them, of whatever annotations, and the console's figures. Only
 * other buckets, and the longest duration, cost anything on top.
 */
public final class CallCells {
  private static final ValueCell[] NO_VALUES = {};
  private static final CacheCell[] NO_CACHES = {};
  private static final FailureCell[] NO_FAILURES = {};
  static final Gauge[] NO_GAUGES = {};

  /** Cells that record nothing. */
  static final CallCells NOTHING = new Builder(/* isTimed= */ false).build(null);

  private final @Nullable DurationCells durations;
  private final @Nullable CallTally tally;
  private final LongAdder errors = new LongAdder();
  private final FailureCell[] failures;
  private final @Nullable FurtherDurations further;
  private final ValueCell[] values;
  private final CacheCell[] caches;
  private final Gauge[] gauges;
  private final @Nullable BooleanSupplier isMeasured;

  private CallCells(Builder from, @Nullable BooleanSupplier isMeasured) {
    this.isMeasured = isMeasured;
    durations = from.durations.isEmpty() ? null : from.durations.get(0);
    tally = from.tally;
    further = FurtherDurations.of(from.durations, from.maxima);
    failures = from.failures.isEmpty() ? NO_FAILURES : from.failures.toArray(NO_FAILURES);
    values = from.values.isEmpty() ? NO_VALUES : from.values.toArray(NO_VALUES);
    caches = from.caches.isEmpty() ? NO_CACHES : from.caches.toArray(NO_CACHES);
    gauges = from.gauges.isEmpty() ? NO_GAUGES : from.gauges.toArray(NO_GAUGES);
    if (isMeasured != null) {
      for (int i = 0; i < gauges.length; i++) {
        gauges[i] = new SwitchedGauge(gauges[i], isMeasured);
      }
    }
  }

  /** Records a call that returned. */
  public void returned(long elapsedNanos) {
    if (isMeasured == null || isMeasured.getAsBoolean()) {
      count(elapsedNanos);
    }
  }

  private void count(long elapsedNanos) {
    if (durations != null) {
      durations.record(elapsedNanos);
    } else if (tally != null) {
      tally.increment();
    }
    if (further != null) {
      further.record(elapsedNanos);
    }
  }

  /** Records a call that threw. */
  public void threw(long elapsedNanos, Throwable thrown) {
    if (isMeasured != null && !isMeasured.getAsBoolean()) {
      return;
    }
    count(elapsedNanos);
    errors.increment();
    for (FailureCell failure : failures) {
      failure.count(thrown);
    }
  }

  /** Records the numbers of a call, and whether it was a hit. */
  void numbers(
      EndReaders readers,
      @Nullable Object result,
      @Nullable Throwable thrown,
      @Nullable Object @Nullable [] kept) {
    for (ValueCell value : values) {
      double number = readers.number(value.value(), result, thrown, kept);
      if (!Double.isNaN(number)) {
        value.record(number);
      }
    }
    for (CacheCell cache : caches) {
      Boolean isHit = readers.isHit(cache.cache(), result, thrown, kept);
      if (isHit != null) {
        cache.record(isHit);
      }
    }
  }

  boolean hasNumbers() {
    return values.length > 0 || caches.length > 0;
  }

  Gauge[] gauges() {
    return gauges;
  }

  long calls() {
    CallCount count = durations == null ? tally : durations;
    return count == null ? 0 : count.count();
  }

  long errors() {
    return errors.sum();
  }

  long sumNanos() {
    return durations == null ? 0 : durations.sumNanos();
  }

  /** Cells for other buckets, and the longest durations. Immutable. */
  private record FurtherDurations(List<DurationCells> cells, List<WindowMax> maxima) {
    static @Nullable FurtherDurations of(List<DurationCells> all, List<WindowMax> maxima) {
      return all.size() < 2 && maxima.isEmpty()
          ? null
          : new FurtherDurations(
              all.isEmpty() ? List.of() : List.copyOf(all.subList(1, all.size())),
              List.copyOf(maxima));
    }

    void record(long elapsedNanos) {
      for (int i = 0; i < cells.size(); i++) {
        cells.get(i).record(elapsedNanos);
      }
      for (int i = 0; i < maxima.size(); i++) {
        maxima.get(i).record(elapsedNanos);
      }
    }
  }

  /** Collects what shall record. Confined to the calling thread. */
  static final class Builder {
    private final List<DurationCells> durations = new ArrayList<>(1);
    private final List<Counter> counters = new ArrayList<>(1);
    private final List<DurationSummary> summaries = new ArrayList<>(1);
    private final List<WindowMax> maxima = new ArrayList<>(1);
    private final List<FailureCell> failures = new ArrayList<>(1);
    private final List<Gauge> gauges = new ArrayList<>(1);
    private final List<ValueCell> values = new ArrayList<>(1);
    private final List<CacheCell> caches = new ArrayList<>(1);
    private final boolean isTimed;
    private boolean needsDurations;
    private boolean needsCount;
    private @Nullable CallTally tally;

    /**
     * Begins.
     *
     * @param isTimed whether it is known how long the calls take
     */
    Builder(boolean isTimed) {
      this.isTimed = isTimed;
    }

    /** Has calls, and durations if they are known, recorded whatever else is asked for. */
    void keepFigures() {
      needsCount = true;
      needsDurations = isTimed;
    }

    void calls(Counter counter) {
      counters.add(counter);
      needsCount = true;
    }

    void durations(DurationHistogram histogram) {
      for (DurationCells cells : durations) {
        if (cells.layout().equals(histogram.layout())) {
          histogram.attach(cells);
          return;
        }
      }
      DurationCells cells = new DurationCells(histogram.layout());
      durations.add(cells);
      histogram.attach(cells);
    }

    void summary(DurationSummary summary) {
      summaries.add(summary);
      needsDurations = true;
    }

    void maximum(WindowMax maximum) {
      maxima.add(maximum);
    }

    void failures(FailureCell failure) {
      failures.add(failure);
    }

    void gauge(Gauge gauge) {
      gauges.add(gauge);
    }

    void value(ValueCell value) {
      values.add(value);
    }

    void cache(CacheCell cache) {
      caches.add(cache);
    }

    /**
     * Makes the cells.
     *
     * @param isMeasured asked at each call whether it is recorded; null: it is
     */
    CallCells build(@Nullable BooleanSupplier isMeasured) {
      if (needsDurations && durations.isEmpty()) {
        durations.add(new DurationCells(BucketLayout.DEFAULT));
      }
      if (needsCount && durations.isEmpty()) {
        tally = new CallTally();
      }
      for (Counter counter : counters) {
        counter.attach(tally == null ? durations.get(0) : tally);
      }
      for (DurationSummary summary : summaries) {
        summary.attach(durations.get(0));
      }
      return new CallCells(this, isMeasured);
    }
  }
}
