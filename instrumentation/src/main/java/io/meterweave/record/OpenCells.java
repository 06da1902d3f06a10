// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import org.jspecify.annotations.Nullable;

/**
 * A call under way that a gauge counts.
 *
 * <p>Confined to the calling thread.
 */
public sealed class OpenCells permits ContextCall {
  private static final int NOT_IN_FLIGHT = -1;

  private final CellSet cells;
  private @Nullable InFlight thread;
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

  /** Shows the call to gauges; the last thing that is done for it. */
  public final void enter(long startNanos) {
    enter(cells.gauges(), startNanos);
  }

  final void enter(Gauge[] gauges, long startNanos) {
    if (gauges.length > 0) {
      enter(InFlight.ofThread(), gauges, startNanos);
    }
  }

  final void enter(InFlight here, Gauge[] gauges, long startNanos) {
    for (Gauge gauge : gauges) {
      enter(here, gauge.entry(startNanos));
    }
  }

  final void enter(InFlight here, InFlight.Entry entry) {
    thread = here;
    int at = here.enter(entry);
    if (depth == NOT_IN_FLIGHT) {
      depth = at;
    }
  }

  /** Undoes what entering did, and what was made current for the call. */
  public final void leave() {
    leaveGauges();
    if (this instanceof ContextCall call) {
      call.leaveContext();
    }
  }

  /** Takes the call out of the gauges. */
  public final void leaveGauges() {
    InFlight entered = thread;
    if (depth != NOT_IN_FLIGHT && entered != null) {
      thread = null; // who keeps the call as a context must not keep a thread's calls
      entered.leave(depth);
    }
  }

  /** Returns what the call records into. */
  public final CellSet cells() {
    return cells;
  }
}
