// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.atomic.LongAdder;

/** One series of a gauge that goes up and down by ones. Thread-safe and lock-free. */
public final class Level extends FamilySeries implements Gauge, InFlight.Entry {
  private final LongAdder value = new LongAdder();
  private final LongAdder rises = new LongAdder();
  private final boolean countsRises;

  Level(boolean countsRises) {
    this.countsRises = countsRises;
  }

  /** Goes up by one. */
  public void increment() {
    add(1);
  }

  /** Goes down by one. */
  public void decrement() {
    add(-1);
  }

  void add(int amount) {
    value.add(amount);
    if (countsRises && amount >= 0) {
      rises.add(amount);
    }
  }

  @Override
  public InFlight.Entry entry(long startNanos) {
    return this;
  }

  @Override
  public void move(int amount) {
    add(amount);
  }

  long value() {
    return value.sum();
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    sink.count(labels, value());
  }

  @Override
  long recordings() {
    return rises.sum();
  }
}
