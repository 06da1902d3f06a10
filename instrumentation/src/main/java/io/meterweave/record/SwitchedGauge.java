// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.function.BooleanSupplier;

/**
 * A gauge that shows only the calls that are measured here.
 *
 * <p>Thread-safe. A call that was shown when it began leaves whatever the switch says by then.
 */
record SwitchedGauge(Gauge gauge, BooleanSupplier isMeasured) implements Gauge {
  @Override
  public InFlight.Entry entry(long startNanos) {
    return isMeasured.getAsBoolean() ? gauge.entry(startNanos) : Unseen.CALL;
  }

  /** A call that nobody sees. */
  private static final class Unseen implements InFlight.Entry {
    static final Unseen CALL = new Unseen();

    @Override
    public void move(int amount) {}
  }
}
