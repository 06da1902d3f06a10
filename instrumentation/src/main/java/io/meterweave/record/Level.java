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
    value.increment();
    if (countsRises) {
      rises.increment();
    }
  }

  /** Goes down by one. */
  public void decrement() {
    value.decrement();
  }

  long value() {
    return value.sum();
  }

  long rises() {
    return rises.sum();
  }
}
