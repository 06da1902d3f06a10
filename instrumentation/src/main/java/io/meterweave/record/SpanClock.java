// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.time.Instant;

/**
 * Turns {@link System#nanoTime()} into nanoseconds since the epoch.
 *
 * <p>Thread-safe. The two clocks drift apart, so they are compared again after ten seconds; times
 * of one span should be told by one {@link Anchor}.
 */
public final class SpanClock {
  private static final long REANCHOR_NANOS = 10_000_000_000L;

  private volatile Anchor anchor = Anchor.now();

  /** Returns the anchor to tell the times of a span that starts now. */
  Anchor anchor(long nanoTime) {
    Anchor current = anchor;
    if (nanoTime - current.nanoTime() > REANCHOR_NANOS) {
      current = Anchor.now();
      anchor = current;
    }
    return current;
  }

  /** Returns a time as nanoseconds since the epoch. */
  public long epochNanos(long nanoTime) {
    return anchor(nanoTime).epochNanos(nanoTime);
  }

  /**
   * Two readings of the same moment.
   *
   * @param nanoTime of {@link System#nanoTime()}
   * @param epochNanosThen of the wall clock
   */
  record Anchor(long nanoTime, long epochNanosThen) {
    static Anchor now() {
      Instant now = Instant.now();
      return new Anchor(System.nanoTime(), now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    long epochNanos(long atNanoTime) {
      return epochNanosThen + (atNanoTime - nanoTime);
    }
  }
}
