// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * A call under way that a gauge counts.
 *
 * <p>Confined to the calling thread.
 */
public sealed class OpenCells permits OpenCall {
  private static final int NOT_IN_FLIGHT = -1;

  private final CellSet cells;
  private int depth = NOT_IN_FLIGHT;

  OpenCells(CellSet cells) {
    this.cells = cells;
  }

  /** Opens a call; the state is there before the gauge moves. */
  public static OpenCells open(CellSet cells, long startNanos) {
    OpenCells call = new OpenCells(cells);
    call.enter(cells.gauges(), startNanos);
    return call;
  }

  final void enter(Gauge[] gauges, long startNanos) {
    if (gauges.length == 0) {
      return;
    }
    InFlight thread = InFlight.ofThread();
    for (Gauge gauge : gauges) {
      enter(thread, gauge.entry(startNanos));
    }
  }

  final void enter(InFlight thread, InFlight.Entry entry) {
    int at = thread.enter(entry);
    if (depth == NOT_IN_FLIGHT) {
      depth = at;
    }
  }

  /** Takes the call out of the gauges. */
  public final void leaveGauges() {
    if (depth != NOT_IN_FLIGHT) {
      InFlight.ofThread().leave(depth);
    }
  }

  /** Returns what the call records into. */
  public final CellSet cells() {
    return cells;
  }
}
