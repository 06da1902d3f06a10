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
 * two seconds; what is recorded meanwhile is kept in cells and early spans, as it is anyway. An
 * application that starts is busy loading classes, whatever kind it is. But so is a program that
 * works for some seconds and ends: the later the exporters come, the more such programs have to
 * wait for them at their end. Hence the low limit, and the hurry when spans pile up or the program
 * ends. Rejected: to recognise the "ready" of each framework; a low priority of the thread, which
 * Linux passes over.
 */
final class BusyStart {
  private static final long WINDOW_MILLIS = 100;
  private static final int WINDOWS = 20;

  /** Loads fewer classes in a window who has started. */
  private static final long FEW = 8;

  private final LongSupplier classesLoaded;
  private final long windowMillis;
  private final CountDownLatch hurry = new CountDownLatch(1);

  /** With windows of another length. */
  BusyStart(LongSupplier classesLoaded, long windowMillis) {
    this.classesLoaded = classesLoaded;
    this.windowMillis = windowMillis;
  }

  /** Looks at the number of classes that an application has loaded. */
  static BusyStart of(LongSupplier classesLoaded) {
    return new BusyStart(classesLoaded, WINDOW_MILLIS);
  }

  /** Waits until the application has started, or somebody is in a hurry. */
  void await() throws InterruptedException {
    long before = classesLoaded.getAsLong();
    for (int window = 0; window < WINDOWS; window++) {
      if (hurry.await(windowMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
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
