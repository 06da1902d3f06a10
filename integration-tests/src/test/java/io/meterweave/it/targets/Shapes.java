// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TrackMetrics;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Methods and types of every shape; each prints what it would print without the agent. */
public class Shapes {
  /** A generic parent, so that {@link Text#convert} has a bridge. */
  public abstract static class Converter<T> {
    abstract T convert(T value);
  }

  /** Has a bridge method. */
  public static final class Text extends Converter<String> {
    @Override
    @TrackMetrics
    public String convert(String value) {
      return value.toUpperCase(Locale.ROOT);
    }
  }

  /** A default and a static method of an interface. */
  public interface Greeter {
    /** Returns a name. */
    String name();

    /** Greets. */
    @TrackMetrics
    default String greet() {
      return "hello " + name();
    }

    /** Returns one. */
    @TrackMetrics
    static Greeter named(String name) {
      return () -> name;
    }
  }

  /** A record with a measured method. */
  public record Point(int x, int y) {
    @TrackMetrics
    double distance() {
      return Math.sqrt((double) x * x + (double) y * y);
    }
  }

  /** An enum with a measured method. */
  public enum Size {
    SMALL,
    LARGE;

    @TrackMetrics
    Size other() {
      return this == SMALL ? LARGE : SMALL;
    }
  }

  private int total;

  @TrackMetrics
  private int hidden(int n) {
    return n * 2;
  }

  @TrackMetrics
  static long wide(long a, double b, long c, float d, byte e, char f, boolean g, short h) {
    return a + (long) b + c + (long) d + e + f + (g ? 1 : 0) + h;
  }

  @TrackMetrics
  final String sealed() {
    return "final";
  }

  @TrackMetrics
  synchronized int locked(int n) {
    total += n;
    return total;
  }

  @TrackMetrics
  static int sum(int... numbers) {
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }

  @TrackMetrics
  <T extends Comparable<T>> T larger(T a, T b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  @TrackMetrics
  static int factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  @TrackMetrics
  int[][] arrays(String[][] in) {
    return new int[in.length][1];
  }

  @TrackMetrics
  int manyWaysOut(int n) {
    try {
      if (n == 0) {
        return -1;
      }
      while (n > 0) {
        if (n == 3) {
          throw new Stage.ExpectedException("three");
        }
        n -= 2;
      }
      return n;
    } catch (Stage.ExpectedException e) {
      return 33;
    } finally {
      total++;
    }
  }

  @TrackMetrics
  protected void fromManyThreads() {}

  /** Runs it all. */
  public static void main(String[] args) throws Exception {
    Shapes shapes = new Shapes();
    System.out.println(shapes.hidden(21));
    System.out.println(wide(1, 2, 3, 4, (byte) 5, 'a', true, (short) 6));
    System.out.println(shapes.sealed());
    System.out.println(shapes.locked(2) + shapes.locked(3));
    System.out.println(sum() + sum(1) + sum(1, 2, 3));
    System.out.println(shapes.larger("a", "b") + shapes.larger(1, 2));
    System.out.println(factorial(10));
    System.out.println(shapes.arrays(new String[2][3]).length);
    System.out.println(
        shapes.manyWaysOut(0) + " " + shapes.manyWaysOut(4) + " " + shapes.manyWaysOut(5));
    Converter<String> converter = new Text();
    System.out.println(converter.convert("bridge") + new Text().convert("direct"));
    System.out.println(Greeter.named("ada").greet());
    System.out.println(new Point(3, 4).distance());
    System.out.println(Size.SMALL.other().other());
    fromManyThreads(shapes);
    Stage.reached("done");
  }

  private static void fromManyThreads(Shapes shapes) throws InterruptedException {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch finished = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      pool.execute(
          () -> {
            for (int call = 0; call < 10_000; call++) {
              shapes.fromManyThreads();
            }
            finished.countDown();
          });
    }
    finished.await();
    pool.shutdown();
  }
}
