// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import org.openjdk.jmh.infra.Blackhole;

/** What every measured method does: some twenty nanoseconds of processor time. Thread-safe. */
final class Work {
  private static final long TOKENS = 24;

  private Work() {}

  static int run(int number) {
    Blackhole.consumeCPU(TOKENS);
    return number + 1;
  }
}
