// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a call records into: the cells of each group of the method's metrics, by the values of
 * its labels.
 *
 * <p>Thread-safe and lock-free.
 */
public final class CellSet {
  private static final CallCells[] NONE = {};

  /** Records nothing. */
  static final CellSet NOTHING = new CellSet(List.of(), new Object[0], null);

  private final CallCells first;
  private final CallCells[] others;
  private final Gauge[] gauges;
  private final boolean hasNumbers;
  private final Object[] values;
  private final @Nullable LabelTree atExit;

  /**
   * Makes a set.
   *
   * @param cells those of each group
   * @param values what was read at the call
   * @param atExit what is recorded under labels that are known at the end only, or null
   */
  CellSet(List<CallCells> cells, Object[] values, @Nullable LabelTree atExit) {
    this.first = cells.isEmpty() ? CallCells.NOTHING : cells.get(0);
    this.others =
        cells.size() < 2 ? NONE : cells.subList(1, cells.size()).toArray(new CallCells[0]);
    this.values = values;
    this.atExit = atExit;
    List<Gauge> all = new ArrayList<>();
    boolean numbers = false;
    for (CallCells each : cells) {
      all.addAll(Arrays.asList(each.gauges()));
      numbers |= each.hasNumbers();
    }
    this.gauges = all.toArray(CallCells.NO_GAUGES);
    this.hasNumbers = numbers;
  }

  /** Records a call that returned. */
  public void returned(long elapsedNanos) {
    first.returned(elapsedNanos);
    for (CallCells other : others) {
      other.returned(elapsedNanos);
    }
  }

  /** Records a call that returned and was not timed. */
  public void returnedUntimed() {
    first.returnedUntimed();
    for (CallCells other : others) {
      other.returnedUntimed();
    }
  }

  /** Records a call that threw and was not timed. */
  public void threwUntimed(Throwable thrown) {
    first.threwUntimed(thrown);
    for (CallCells other : others) {
      other.threwUntimed(thrown);
    }
  }

  /** Records a call that threw. */
  public void threw(long elapsedNanos, Throwable thrown) {
    first.threw(elapsedNanos, thrown);
    for (CallCells other : others) {
      other.threw(elapsedNanos, thrown);
    }
  }

  /**
   * Records a call that returned or threw, and its numbers.
   *
   * @param elapsedNanos {@link Timing#COUNTED} if it was not timed
   */
  void ended(
      long elapsedNanos,
      @Nullable Object result,
      @Nullable Throwable thrown,
      @Nullable Object @Nullable [] kept,
      EndReaders readers) {
    ended(first, elapsedNanos, result, thrown, kept, readers);
    for (CallCells other : others) {
      ended(other, elapsedNanos, result, thrown, kept, readers);
    }
  }

  static void ended(
      CallCells cells,
      long elapsedNanos,
      @Nullable Object result,
      @Nullable Throwable thrown,
      @Nullable Object @Nullable [] kept,
      EndReaders readers) {
    if (elapsedNanos == Timing.COUNTED) {
      if (thrown == null) {
        cells.returnedUntimed();
      } else {
        cells.threwUntimed(thrown);
      }
    } else if (thrown == null) {
      cells.returned(elapsedNanos);
    } else {
      cells.threw(elapsedNanos, thrown);
    }
    if (cells.hasNumbers()) {
      cells.numbers(readers, result, thrown, kept);
    }
  }

  /** Returns the cells of the group that keeps the figures. */
  CallCells first() {
    return first;
  }

  /** Returns whether there is but one group, and no label that is known at the end only. */
  boolean isPlain() {
    return others.length == 0 && gauges.length == 0 && !hasNumbers && atExit == null;
  }

  /** Returns whether a gauge shows the calls in flight. */
  public boolean hasGauge() {
    return gauges.length > 0;
  }

  Gauge[] gauges() {
    return gauges;
  }

  @Nullable LabelTree atExit() {
    return atExit;
  }

  /** Returns what was read at the call. */
  Object[] values() {
    return values;
  }
}
