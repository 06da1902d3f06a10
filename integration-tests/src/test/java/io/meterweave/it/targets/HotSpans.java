// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import com.sun.management.ThreadMXBean;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;

/** Calls each of its methods so often that they are compiled, and says what a call allocates. */
public final class HotSpans {
  private static final int CALLS = 100_000;
  private static final int ROUNDS = 20;

  private static int sum;

  private HotSpans() {}

  @TraceOperation
  static int traced(int number) {
    return number + 1;
  }

  @TraceOperation
  @TrackMetrics
  static int tracedAndMeasured(int number) {
    return number + 1;
  }

  @TraceOperation
  static long inside() {
    return bytes(HotSpans::traced);
  }

  /**
   * Says {@code traced=0 measured=0 inside=0}, in bytes a call of the thriftiest round; with a
   * number as argument, makes so many calls in a burst instead.
   */
  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      Stage.reached("ready");
      int burst = Integer.parseInt(arguments[0]);
      for (int i = 0; i < burst; i++) {
        sum += traced(i);
      }
    } else {
      System.out.println(
          "traced="
              + bytes(HotSpans::traced)
              + " measured="
              + bytes(HotSpans::tracedAndMeasured)
              + " inside="
              + inside());
    }
    System.out.println("sum=" + sum);
    Stage.reached("done");
  }

  private static long bytes(IntUnaryOperator method) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < CALLS; i++) {
        sum += method.applyAsInt(i);
      }
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, (after - before) / CALLS);
    }
    return least;
  }
}
