// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

/** Ends what a round has started, as far as it came. Thread-safe. */
public final class Closing {
  private Closing() {}

  /** Closes these, those that are null (for the round failed before it) left out. */
  public static void all(AutoCloseable... started) throws Exception {
    for (AutoCloseable one : started) {
      if (one != null) {
        one.close();
      }
    }
  }
}
