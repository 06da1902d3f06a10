// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of the machine others took while something was measured, from Linux's {@code /proc}.
 * Immutable; elsewhere it is not a number.
 */
final class Machine {
  private static final Path ALL = Path.of("/proc/stat");
  private static final Path OWN = Path.of("/proc/self/stat");
  private static final double TICKS_PER_SECOND = 100;

  private final long busy = busy();
  private final long own = own();
  private final long start = System.nanoTime();

  /** Returns the percentage of all processors that other processes used since it was made. */
  double othersPercent() {
    if (busy < 0) {
      return Double.NaN;
    }
    double others = ((busy() - busy) - (own() - own)) / TICKS_PER_SECOND;
    double seconds = (System.nanoTime() - start) / 1e9;
    return Math.max(0, 100 * others / (seconds * Runtime.getRuntime().availableProcessors()));
  }

  /** User, nice, system, interrupts. */
  private static long busy() {
    return sum(ALL, "cpu ", 0, 1, 2, 5, 6);
  }

  /** What this process and the children that it waited for used: fields 14 to 17. */
  private static long own() {
    return sum(OWN, ") ", 11, 12, 13, 14);
  }

  private static long sum(Path file, String after, int... fields) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      String[] all = text.substring(text.indexOf(after) + after.length()).strip().split("\\s+");
      long ticks = 0;
      for (int field : fields) {
        ticks += Long.parseLong(all[field]);
      }
      return ticks;
    } catch (IOException notLinux) {
      return -1;
    }
  }
}
