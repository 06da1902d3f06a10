// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * A call under way that a gauge counts, but that is no span.
 *
 * <p>Confined to the calling thread.
 */
public final class OpenCells {
  private final CallCells cells;
  private int depth = CallCells.NOT_IN_FLIGHT;

  private OpenCells(CallCells cells) {
    this.cells = cells;
  }

  /** Opens a call; the state is there before the gauge moves. */
  public static OpenCells open(CallCells cells) {
    OpenCells call = new OpenCells(cells);
    call.depth = cells.opened();
    return call;
  }

  /** Takes the call out of the gauge and returns where it counts. */
  public CallCells closed() {
    cells.closed(depth);
    return cells;
  }
}
