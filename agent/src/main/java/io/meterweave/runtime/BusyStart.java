// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells when an application has started: when it loads few classes any more.
 *
 * <p>Thread-safe.
 */
/*
 * Problem: OpenTelemetry's SDK and the server take some 700 ms of processor time to start, and an
 * application that starts has none to spare: it was ready up to half a second later.
 *
 * Choice: they wait until the application loads next to nothing for a moment, and never longer than
 * some seconds; what is recorded meanwhile is kept in cells and early spans, as it is anyway. An
 * application that starts is busy loading classes, whatever kind it is. Rejected: to recognise the
 * "ready" of each framework; a low priority of the thread, which Linux passes over.
 */
final class BusyStart {
  private static final long WINDOW_MILLIS = 100;
  private static final long LIMIT_MILLIS = 5_000;

  /** Loads fewer classes in a window who has started. */
  private static final long FEW = 8;

  private final LongSupplier classesLoaded;
  private final CountDownLatch hurry = new CountDownLatch(1);

  BusyStart(LongSupplier classesLoaded) {
    this.classesLoaded = classesLoaded;
  }

  /** Waits until the application has started, or somebody is in a hurry. */
  void await() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    long before = classesLoaded.getAsLong();
    while (System.nanoTime() - end < 0 && !hurry.await(WINDOW_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = classesLoaded.getAsLong();
      if (now - before < FEW) {
        return;
      }
      before = now;
    }
  }

  /** Ends the wait, now or later. */
  void hurry() {
    hurry.countDown();
  }
}
