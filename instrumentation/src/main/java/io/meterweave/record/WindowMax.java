// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * One series of the longest duration of the last two to three minutes, 0 if there was none.
 *
 * <p>Thread-safe and lock-free; a recording allocates nothing. Times are nanoseconds.
 */
/*
 * As Micrometer's maximum with its Prometheus registry: three windows that end a minute after each
 * other. A duration counts in all three, the oldest is shown, and every minute the oldest begins
 * anew and is the youngest then. So a maximum is shown for two minutes at least, whenever it came.
 *
 * The window is told by the minute that it is good for, so no thread has to turn anything: whoever
 * finds a window of three minutes ago takes it for the new one. Two threads may do so at once; one
 * of them then finds the other's work done. A duration that is recorded at that very moment may be
 * missing in one of the windows.
 */
final class WindowMax extends FamilySeries {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int WINDOWS = 3;

  private final boolean countsRecordings;
  private final long originNanos = System.nanoTime();
  private final AtomicLongArray maxima = new AtomicLongArray(WINDOWS);
  private final AtomicLongArray minutes = new AtomicLongArray(WINDOWS);
  private final LongAdder recordings = new LongAdder();

  WindowMax(boolean countsRecordings) {
    this.countsRecordings = countsRecordings;
  }

  void record(long elapsedNanos) {
    record(elapsedNanos, System.nanoTime());
  }

  void record(long elapsedNanos, long nowNanos) {
    long minute = (nowNanos - originNanos) / WINDOW_NANOS;
    for (int i = 0; i < WINDOWS; i++) {
      int window = turned(minute + i);
      long max = maxima.get(window);
      while (elapsedNanos > max && !maxima.compareAndSet(window, max, elapsedNanos)) {
        max = maxima.get(window);
      }
    }
    if (countsRecordings) {
      recordings.increment();
    }
  }

  /** Returns the window that is shown in a minute, emptied if it was of an earlier one. */
  private int turned(long minute) {
    int window = (int) (minute % WINDOWS);
    long before = minutes.get(window);
    if (before < minute && minutes.compareAndSet(window, before, minute)) {
      maxima.set(window, 0);
    }
    return window;
  }

  long maxNanos(long nowNanos) {
    return maxima.get(turned((nowNanos - originNanos) / WINDOW_NANOS));
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    sink.amount(labels, maxNanos(System.nanoTime()) / 1e9);
  }

  @Override
  long recordings() {
    return recordings.sum();
  }
}
