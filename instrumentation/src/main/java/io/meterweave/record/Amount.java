// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * One series of a counter of amounts that need not be whole, such as dollars. Thread-safe and
 * lock-free.
 */
public final class Amount extends FamilySeries {
  private final DoubleAdder sum = new DoubleAdder();
  private final LongAdder additions = new LongAdder();

  Amount() {}

  /** Adds an amount; a negative, infinite or undefined one does nothing. */
  public void add(double amount) {
    if (amount >= 0 && amount <= Double.MAX_VALUE) {
      sum.add(amount);
      additions.increment();
    }
  }

  double value() {
    return Math.min(sum.sum(), Double.MAX_VALUE);
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    sink.amount(labels, value());
  }

  @Override
  long recordings() {
    return additions.sum();
  }
}
