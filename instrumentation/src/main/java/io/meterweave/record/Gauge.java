// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/** A series that shows the calls in flight. Thread-safe. */
interface Gauge {
  /**
   * Returns what enters and leaves with a call.
   *
   * @param startNanos when the call began
   */
  InFlight.Entry entry(long startNanos);
}
