// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import io.meterweave.it.targets.Stage.ExpectedException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicLong;

/** Methods on threads of every kind. */
class Threads {
  private static final int THREADS = 8;
  private static final int CALLS = 50;

  @Marked(calls = THREADS * CALLS, errors = THREADS)
  static void onPlatform(AtomicLong sum, int n) {
    work(sum, n);
  }

  @Marked(calls = THREADS * CALLS, errors = THREADS)
  static void onVirtual(AtomicLong sum, int n) {
    if (n % 10 == 0) {
      Thread.yield();
    }
    work(sum, n);
  }

  private static void work(AtomicLong sum, int n) {
    if (n == 0) {
      throw new ExpectedException("zero");
    }
    sum.addAndGet(n);
  }

  static final class Sum extends RecursiveTask<Long> {
    private final long from;
    private final long to;

    Sum(long from, long to) {
      this.from = from;
      this.to = to;
    }

    /** For 0 to 16 in halves down to one: 16 leaves and 15 that fork. */
    @Override
    @Marked(calls = 31)
    protected Long compute() {
      if (to - from == 1) {
        return from;
      }
      long middle = (from + to) / 2;
      Sum left = new Sum(from, middle);
      left.fork();
      return new Sum(middle, to).compute() + left.join();
    }
  }

  static void run() {
    Transcript.says("platform", () -> sum(false));
    Transcript.says("virtual", () -> sum(true));
    Transcript.says("fork and join", () -> new ForkJoinPool(3).invoke(new Sum(0, 16)));
  }

  private static long sum(boolean isVirtual) throws ReflectiveOperationException {
    AtomicLong sum = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(started(isVirtual, () -> calls(isVirtual, sum)));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return sum.get();
  }

  private static void calls(boolean isVirtual, AtomicLong sum) {
    for (int n = 0; n < CALLS; n++) {
      try {
        if (isVirtual) {
          onVirtual(sum, n);
        } else {
          onPlatform(sum, n);
        }
      } catch (ExpectedException e) {
        sum.addAndGet(1000);
      }
    }
  }

  /** Virtual where the JVM has such threads. */
  private static Thread started(boolean isVirtual, Runnable work)
      throws ReflectiveOperationException {
    if (isVirtual && Runtime.version().feature() >= 21) {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      return (Thread) start.invoke(null, work);
    }
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }
}
