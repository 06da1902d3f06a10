// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.simulation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets a call take the time that its real counterpart would take. */
public final class Latency {
  private Latency() {}

  /** Waits that long, or until the thread is interrupted. */
  public static void take(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }
}
