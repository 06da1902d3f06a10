// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.atomic.LongAdder;

/** One series of a gauge that goes up and down by ones. Thread-safe and lock-free. */
public final class Level {
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

  long value() {
    return value.sum();
  }

  long rises() {
    return rises.sum();
  }
}
