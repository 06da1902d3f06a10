// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What an application finds out about itself, for who started it. Stateless. */
public final class Figures {
  /** What a line with a figure begins with; the name, an equals sign and the number follow. */
  public static final String PREFIX = "FIGURE ";

  private static final long PASSES_NANOS = 2_000_000_000L;

  private Figures() {}

  static void say(String name, double value) {
    System.out.printf(Locale.ROOT, "%s%s=%.3f%n", PREFIX, name, value);
  }

  /** Returns how long something takes, in nanoseconds. */
  static double nanos(Runnable once) {
    long start = System.nanoTime();
    once.run();
    return System.nanoTime() - start;
  }

  /** Returns the shortest time of something that is repeated for two seconds, in nanoseconds. */
  static double fastest(Runnable pass) {
    double least = Double.MAX_VALUE;
    long end = System.nanoTime() + PASSES_NANOS;
    do {
      least = Math.min(least, nanos(pass));
    } while (System.nanoTime() < end);
    return least;
  }

  /** Returns how many bytes of the heap are in use. */
  static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Returns how many bytes outside the heap the JVM uses for classes and code. */
  static long nonHeap() {
    return ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
  }
}
