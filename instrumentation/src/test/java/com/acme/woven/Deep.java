// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TrackMetrics;

/** Recursions that run into the end of the stack at their very first call. */
public class Deep {
  @TrackMetrics
  static int overflows(int n) {
    return n < 0 ? 0 : overflows(n + 1) + 1;
  }

  @TrackMetrics
  static int returns(@Label("n") int n) {
    if (n < 0) {
      return 0;
    }
    try {
      return returns(n + 1) + 1;
    } catch (StackOverflowError bottom) {
      return 1;
    }
  }

  private static void recurse() {
    returns(0);
    overflows(0);
  }

  public static Object run() throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(null, Deep::recurse, "deep", 512 << 10);
    thread.setUncaughtExceptionHandler((dead, uncaught) -> thrown[0] = uncaught);
    thread.start();
    thread.join();
    return thrown[0].getClass().getName() + returns(-1) + overflows(-1);
  }
}
