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
 *
 * @param durations how long the calls took and how many they were, or null if nobody asks how long
 * @param tally how many they were if there are no durations and somebody asks
 * @param further what else is made of durations, or null
 * @param errors how many threw
 * @param failures counts of certain throwables
 * @param values numbers of the calls
 * @param caches hits and misses
 * @param gauges calls in flight
 * @param isMeasured asked at each call whether it is recorded; null: it is
 */
/*
 * A timed call pays for two additions, its bucket and the sum; the count of calls is the sum of the
 * buckets. The families for calls and durations look into these cells when they are collected, so
 * the same two additions serve all of them, of whatever annotations, and the console's figures. Only
 * other buckets, and the longest duration, cost anything on top.
 *
 * A record, and records all the way down to the row that is added to: HotSpot trusts their fields,
 * so that a call with fixed labels, whose cells are a constant, is compiled to additions at known
 * addresses.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
public record CallCells(
    @Nullable DurationCells durations,
    @Nullable CallTally tally,
    @Nullable FurtherDurations further,
    LongAdder errors,
    FailureCell[] failures,
    ValueCell[] values,
    CacheCell[] caches,
    Gauge[] gauges,
    @Nullable BooleanSupplier isMeasured) {
  private static final ValueCell[] NO_VALUES = {};
  private static final CacheCell[] NO_CACHES = {};
  private static final FailureCell[] NO_FAILURES = {};
  static final Gauge[] NO_GAUGES = {};

  /** Cells that record nothing. */
  static final CallCells NOTHING = new Builder(/* isTimed= */ false).build(null);

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

  /** Records a call that returned and was not timed. */
  public void returnedUntimed() {
    if (isMeasured == null || isMeasured.getAsBoolean()) {
      countUntimed();
    }
  }

  private void countUntimed() {
    if (durations != null) {
      durations.recordUntimed();
    } else if (tally != null) {
      tally.increment();
    }
  }

  /** Records a call that threw and was not timed. */
  public void threwUntimed(Throwable thrown) {
    if (isMeasured == null || isMeasured.getAsBoolean()) {
      countUntimed();
      countError(thrown);
    }
  }

  /** Records a call that threw. */
  public void threw(long elapsedNanos, Throwable thrown) {
    if (isMeasured != null && !isMeasured.getAsBoolean()) {
      return;
    }
    count(elapsedNanos);
    countError(thrown);
  }

  private void countError(Throwable thrown) {
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

  long calls() {
    CallCount count = durations == null ? tally : durations;
    return count == null ? 0 : count.count();
  }

  /** Returns how many of them were timed. */
  long timed() {
    return durations == null ? 0 : durations.durations();
  }

  long failed() {
    return errors.sum();
  }

  long sumNanos() {
    return durations == null ? 0 : durations.sumNanos();
  }

  /** Cells for other buckets, and the longest durations. Immutable. */
  record FurtherDurations(List<DurationCells> cells, List<WindowMax> maxima) {
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
      return new CallCells(
          durations.isEmpty() ? null : durations.get(0),
          tally,
          FurtherDurations.of(durations, maxima),
          new LongAdder(),
          failures.isEmpty() ? NO_FAILURES : failures.toArray(NO_FAILURES),
          values.isEmpty() ? NO_VALUES : values.toArray(NO_VALUES),
          caches.isEmpty() ? NO_CACHES : caches.toArray(NO_CACHES),
          gauges(isMeasured),
          isMeasured);
    }

    private Gauge[] gauges(@Nullable BooleanSupplier isMeasured) {
      if (gauges.isEmpty()) {
        return NO_GAUGES;
      }
      Gauge[] all = gauges.toArray(NO_GAUGES);
      for (int i = 0; i < all.length && isMeasured != null; i++) {
        all[i] = new SwitchedGauge(all[i], isMeasured);
      }
      return all;
    }
  }
}
