// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.LabelExtractor;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything at once, from many threads; with failing extractors and stacks that overflow. */
public final class Crowds {
  private static final int CALLS = 200;

  private Crowds() {}

  /** Asks for the measurement. */
  public interface Desk {
    /** Answers. */
    @TrackMetrics(
        name = "crowds",
        trackActive = true,
        labels = {"who={arg0}", "answer={result}", "error={error.class.simpleName}"})
    @CountCalls(metricName = "crowds.sorted", labelExtractor = Moody.class)
    @RecordValue(metric = "crowds.number", of = "arg2")
    @CacheMetrics(cacheName = "crowds")
    @TraceOperation(name = "answer")
    String answer(String who, @Label("even") boolean isEven, int number);
  }

  /** Fails every second time. */
  static final class Moody implements LabelExtractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      if ((Boolean) arguments[1]) {
        throw new IllegalStateException("moody");
      }
      return Map.of("size", (Integer) arguments[2] % 3 == 0 ? "big" : "small");
    }
  }

  /** Answers. */
  static class Plain implements Desk {
    @Override
    public String answer(String who, boolean isEven, int number) {
      if (number % 10 == 0) {
        throw new ExpectedException("ten");
      }
      return number % 2 == 0 ? null : "odd";
    }
  }

  /** Calls what it overrides. */
  static class Polite extends Plain {
    @Override
    public String answer(String who, boolean isEven, int number) {
      return super.answer(who, isEven, number);
    }
  }

  /** Overrides what calls itself without an end. */
  static class Endless {
    @TrackMetrics(name = "endless", trackActive = true)
    @TraceOperation
    int call(int[] depth) {
      depth[0]++;
      return call(depth) + 1;
    }
  }

  /** Leaves frames. */
  static class EndlessHeir extends Endless {
    @Override
    int call(int[] depth) {
      return super.call(depth) + 1;
    }
  }

  /** Calls from so many threads of a kind. */
  public static void main(String[] arguments) throws Exception {
    Desk desk = new Polite();
    Desk proxy =
        (Desk)
            Proxy.newProxyInstance(
                Crowds.class.getClassLoader(),
                new Class<?>[] {Desk.class},
                (self, method, values) -> {
                  try {
                    return method.invoke(desk, values);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    run(50, Integer.parseInt(arguments[0]), List.of(desk, proxy, new Plain()));
    Stage.reached("done");
  }

  private static void run(int platform, int virtual, List<Desk> desks) throws Exception {
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger overflown = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < platform + virtual; i++) {
      int number = i;
      Runnable work =
          () -> {
            await(go);
            for (int call = 0; call < CALLS; call++) {
              failed.addAndGet(one(desks.get(call % desks.size()), number, call));
            }
            if (number < platform && number % 10 == 0) {
              overflown.addAndGet(overflow());
            }
          };
      threads.add(i < platform ? new Thread(work) : virtual(work));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(failed + " failed, " + overflown + " overflown");
  }

  private static int one(Desk desk, int thread, int call) {
    try {
      desk.answer("who" + thread % 7, call % 2 == 0, call);
      return 0;
    } catch (ExpectedException expected) {
      return 1;
    }
  }

  private static int overflow() {
    try {
      return new EndlessHeir().call(new int[1]);
    } catch (StackOverflowError expected) {
      return 1;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a virtual thread: the tests are compiled for a JDK that has none. */
  private static Thread virtual(Runnable work) throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (Thread)
        Class.forName("java.lang.Thread$Builder")
            .getMethod("unstarted", Runnable.class)
            .invoke(builder, work);
  }
}
