// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.TrackMetrics;

/** A method that is open while somebody does something. */
public final class Open {
  private Open() {}

  /** Runs it inside a marked method that then throws. */
  public static String fails(Runnable somebody) {
    try {
      callsAndThrows(somebody);
      return "returned";
    } catch (IllegalStateException expected) {
      return "failed";
    }
  }

  @TrackMetrics(name = "open", trackActive = true)
  static void callsAndThrows(Runnable somebody) {
    somebody.run();
    throw new IllegalStateException();
  }
}
