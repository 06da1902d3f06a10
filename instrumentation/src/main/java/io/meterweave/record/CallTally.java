// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of which nobody wants to know how long they took.
 *
 * <p>Thread-safe and lock-free; counting allocates nothing but where threads first meet.
 *
 * @param adder has the count
 */
record CallTally(LongAdder adder) implements CallCount {
  CallTally() {
    this(new LongAdder());
  }

  void increment() {
    adder.increment();
  }

  @Override
  public long count() {
    return adder.sum();
  }
}
