// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.Spans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A program to which the agent comes while it runs, and which it leaves again. */
public final class Attached {
  private static final Step STEP = new LongStep();

  private Attached() {}

  @TrackMetrics(name = "attached", labels = "kind={kind}", trackActive = true)
  static int work(String kind, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative");
    }
    return value + 1;
  }

  @TraceOperation
  static int traced(int value) {
    return work("traced", value);
  }

  /** Measured in whatever implements it, and once where one implementation goes through another. */
  interface Step {
    /** Returns the value after this one. */
    @CountCalls(metricName = "steps")
    int next(int value);
  }

  /** Measured for what it implements. */
  static class PlainStep implements Step {
    @Override
    public int next(int value) {
      return value + 1;
    }
  }

  /** Measured for what it overrides. */
  static final class LongStep extends PlainStep {
    @Override
    public int next(int value) {
      return super.next(value);
    }
  }

  @TrackMetrics(name = "waiting")
  static String waiting(CountDownLatch entered, CountDownLatch go) throws InterruptedException {
    entered.countDown();
    go.await();
    return "done";
  }

  /** Keeps step with a test: as many stages as the test wants, each with ten calls before it. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("load")) {
      underLoad();
      return;
    }
    headers(); // starts the API's classes, with or without an agent
    Waiter waiter = new Waiter();
    for (int stage = 0; stage < 6; stage++) {
      Stage.reached("stage " + stage);
      for (int i = 0; i < 10; i++) {
        work("loop", i);
        traced(i);
        STEP.next(i);
      }
      Stage.fails(Attached::fail);
      System.out.println("headers: " + headers());
      System.out.println(waiter.next());
    }
    Stage.reached("done");
  }

  private static void fail() {
    try {
      work("failing", -1);
    } catch (IllegalArgumentException expected) {
      throw new Stage.ExpectedException(expected.getMessage());
    }
  }

  /** Returns how many headers carry the context on: none without an agent or a span. */
  @TraceOperation
  private static int headers() {
    Map<String, String> carrier = new HashMap<>();
    Spans.inject(carrier);
    return carrier.size();
  }

  /** A thread that is always in the middle of a call when the stage changes. */
  private static final class Waiter {
    private CountDownLatch go = new CountDownLatch(1);
    private Thread thread = begin();
    private String answer = "";

    String next() throws InterruptedException {
      go.countDown();
      thread.join();
      String before = answer;
      go = new CountDownLatch(1);
      thread = begin();
      return "waited: " + before;
    }

    private Thread begin() {
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch mine = go;
      Thread waiting =
          new Thread(
              () -> {
                try {
                  answer = waiting(entered, mine);
                } catch (Throwable failure) {
                  answer = failure.toString();
                }
              });
      waiting.setDaemon(true);
      waiting.start();
      try {
        entered.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return waiting;
    }
  }

  /** Calls without end on several threads and counts what is not as it should be. */
  private static void underLoad() throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicLong calls = new AtomicLong();
    AtomicLong wrong = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; !isOver.get(); i++) {
                  call(i % 1000, wrong);
                  calls.incrementAndGet();
                  if (i % 100 == 0) {
                    LockSupport.parkNanos(1_000_000); // leave the agent's tool some of the machine
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    Stage.reached("load");
    isOver.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    Stage.reached("quiet");
    System.out.println("wrong: " + wrong + " calls: " + (calls.get() > 1000));
  }

  private static void call(int value, AtomicLong wrong) {
    try {
      if (traced(value) != value + 1
          || work("load", value) != value + 1
          || STEP.next(value) != value + 1) {
        wrong.incrementAndGet();
      }
      work("failing", -1);
      wrong.incrementAndGet();
    } catch (IllegalArgumentException expected) {
      if (!expected.getMessage().equals("negative")) {
        wrong.incrementAndGet();
      }
    } catch (Throwable failure) {
      wrong.incrementAndGet();
      failure.printStackTrace();
    }
  }
}
