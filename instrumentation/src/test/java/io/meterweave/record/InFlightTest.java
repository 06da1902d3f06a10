// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  @Test
  void aThreadWithoutCallsKeepsNothing() {
    WeakReference<InFlight> before = new WeakReference<>(InFlight.ofThread());
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!before.refersTo(null) && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(before.get()).isNull();
  }

  @Test
  void aCallKeepsTheOthersOfItsThreadInSight() {
    Level gauge = new Level(false);
    OpenCells call = new OpenCells(new CellSet(List.of(), new Object[0], null));
    call.enter(new Gauge[] {gauge}, 0);
    WeakReference<InFlight> during = new WeakReference<>(InFlight.ofThread());
    System.gc();
    assertThat(during.get()).isNotNull().isSameAs(InFlight.ofThread());
    call.leaveGauges();
  }
}
