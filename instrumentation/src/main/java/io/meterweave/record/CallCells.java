// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one method with one set of labels: how many, how long, how many failed with what,
 * how many are in flight.
 *
 * <p>Thread-safe and lock-free; a call that returns allocates nothing. Durations are nanoseconds.
 */
/*
 * A call pays for two additions, its bucket and the sum; the count of calls is the sum of the
 * buckets. The families for calls and durations look into these cells when they are collected, so
 * the same two additions serve both of them and the console's figures.
 */
public final class CallCells {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error_type");

  /** The depth of a call that no gauge counts. */
  static final int NOT_IN_FLIGHT = -1;

  /** So many types of errors are found without building labels. */
  private static final int REMEMBERED_TYPES = 256;

  private final DurationCells durations;
  private final LongAdder errors = new LongAdder();
  private final @Nullable Level active;
  private final @Nullable CounterFamily errorFamily;
  private final Attributes labels;
  private final Map<String, Counter> errorsByType = new ConcurrentHashMap<>(4);

  CallCells(
      DurationCells durations,
      @Nullable Level active,
      @Nullable CounterFamily errorFamily,
      Attributes labels) {
    this.durations = durations;
    this.active = active;
    this.errorFamily = errorFamily;
    this.labels = labels;
  }

  /** Returns whether a gauge shows the calls in flight. */
  public boolean hasGauge() {
    return active != null;
  }

  /**
   * A call begins; the last thing that is done for it.
   *
   * @return what {@link #closed} needs
   */
  int opened() {
    return active == null ? NOT_IN_FLIGHT : InFlight.enter(active);
  }

  /** A call that began ends; the first thing that is done for it. */
  void closed(int depth) {
    if (depth != NOT_IN_FLIGHT) {
      InFlight.leave(depth);
    }
  }

  /** Records a call that returned. */
  public void returned(long elapsedNanos) {
    durations.record(elapsedNanos);
  }

  /** Records a call that threw. */
  public void threw(long elapsedNanos, Throwable thrown) {
    durations.record(elapsedNanos);
    errors.increment();
    if (errorFamily != null) {
      error(errorFamily, thrown.getClass().getName()).add(1);
    }
  }

  private Counter error(CounterFamily family, String type) {
    Counter known = errorsByType.get(type);
    if (known != null) {
      return known;
    }
    Counter counter =
        labels.equals(OverflowLabels.ALL)
            ? family.overflow()
            : family.with(labels.toBuilder().put(ERROR_TYPE, Names.labelValue(type)).build());
    if (errorsByType.size() < REMEMBERED_TYPES) {
      errorsByType.put(type, counter);
    }
    return counter;
  }

  long calls() {
    return durations.count();
  }

  long errors() {
    return errors.sum();
  }

  long sumNanos() {
    return durations.sumNanos();
  }
}
