// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.simulation;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Something that goes wrong every so many calls, counted and not drawn, so that every run tells the
 * same story.
 *
 * <p>Thread-safe.
 */
public final class Mishap {
  private static final long NEVER = 0;

  private final long every;
  private final long first;
  private final AtomicLong calls = new AtomicLong();

  private Mishap(long every, long first) {
    this.every = every;
    this.first = first;
  }

  /** Returns a mishap that hits the call number {@code first} (from 1) and each n-th after it. */
  public static Mishap every(long every, long first) {
    return new Mishap(every, first);
  }

  /** Returns this mishap, or one that never hits. */
  public Mishap when(boolean enabled) {
    return enabled ? this : new Mishap(NEVER, NEVER);
  }

  /** Counts a call and returns whether the mishap hits it. */
  public boolean hits() {
    if (every == NEVER) {
      return false;
    }
    long since = calls.incrementAndGet() - first;
    return since >= 0 && since % every == 0;
  }
}
