// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.atomic.LongAdder;

/** One series of a counter. Thread-safe and lock-free; a call allocates nothing. */
public final class Counter extends FamilySeries {
  private final LongAdder own = new LongAdder();
  private volatile CallCount[] sources = {};

  Counter() {}

  /** Adds to the count; a negative amount does nothing. */
  public void add(long amount) {
    if (amount > 0) {
      own.add(amount);
    }
  }

  /** Counts what these cells count as well. */
  synchronized void attach(CallCount cells) {
    sources = CallCount.append(sources, cells);
  }

  /** Returns the count, {@link Long#MAX_VALUE} past that. */
  long value() {
    long value = own.sum();
    for (CallCount source : sources) {
      value += source.count();
    }
    return value < 0 ? Long.MAX_VALUE : value;
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    sink.count(labels, value());
  }

  @Override
  long recordings() {
    return value();
  }
}
