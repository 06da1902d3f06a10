// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * Counts the calls of which nobody wants to know how long they took.
 *
 * <p>Thread-safe and lock-free; counting allocates nothing.
 */
final class CallTally implements CallCount {
  private final StripedCells cells = new StripedCells(1);

  void increment() {
    cells.add(0, 1);
  }

  @Override
  public long count() {
    return cells.sum(0);
  }
}
