// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import com.sun.management.ThreadMXBean;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.TrackMetrics;
import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;

/** Calls each of its methods so often that they are compiled, and says what a call allocates. */
public final class HotCalls {
  private static final int CALLS = 100_000;
  private static final int ROUNDS = 100;

  private static int sum;

  private HotCalls() {}

  @TrackMetrics
  static int measured(int number) {
    return number + 1;
  }

  @TrackMetrics(name = "labelled")
  static int labelled(@Label("tenant") String tenant, int number) {
    return number + 1;
  }

  @CountCalls
  static int counted(int number) {
    return number + 1;
  }

  @TrackMetrics(name = "shared")
  static int shared(int number) {
    return number + 1;
  }

  /** Says {@code measured=0 labelled=0 counted=0 shared=0}, in bytes of the thriftiest round. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(
        "measured="
            + bytes(HotCalls::measured)
            + " labelled="
            + bytes(number -> labelled("gold", number))
            + " counted="
            + bytes(HotCalls::counted)
            + " shared="
            + bytesOfTwo(HotCalls::shared));
    System.out.println("sum=" + sum);
    Stage.reached("done");
  }

  /** The same in two threads at once, which the one that started them joins. */
  private static long bytesOfTwo(IntUnaryOperator method) throws InterruptedException {
    long[] bytes = new long[2];
    Thread[] threads = new Thread[bytes.length];
    for (int i = 0; i < threads.length; i++) {
      int mine = i;
      threads[i] = new Thread(() -> bytes[mine] = bytes(method));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return bytes[0] + bytes[1];
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
      least = Math.min(least, after - before);
    }
    return least;
  }
}
