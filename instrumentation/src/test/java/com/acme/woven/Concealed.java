// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TrackMetrics;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;

/** What becomes a hidden class, or a lambda. */
public final class Concealed {
  private Concealed() {}

  /** The right to define hidden classes here. */
  public static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  /** A lambda of a marked interface, and one of an interface that is not. */
  public static Object[] lambdas() {
    Step step = from -> from + 1;
    Step reference = Math::abs;
    Runnable other = () -> {};
    return new Object[] {step, reference, other};
  }

  /** Says that application code ran. */
  static void runs(String what) {
    System.setProperty("concealed." + what, "ran");
  }

  /** Is implemented by lambdas. */
  public interface Step {
    @CountCalls(metricName = "step")
    int next(int from);
  }

  /** Is implemented by lambdas that are written in it. */
  public interface Doubling {
    @CountCalls(metricName = "doubling")
    int next(int from);

    static Doubling twice() {
      return from -> 2 * from;
    }

    static Runnable other() {
      return () -> {};
    }
  }

  /** Is implemented by a lambda that is written in it, and by another one. */
  public interface Halving {
    @CountCalls(metricName = "halving")
    int next(int from);

    static Halving half() {
      return from -> from / 2;
    }
  }

  /** Asks for nothing, with a lambda in it that does. */
  public static class Shop {
    public static Step step() {
      return from -> from + 4;
    }

    public int next(int from) {
      return from;
    }
  }

  /** Asks for nothing either. */
  public static final class Branch extends Shop {
    public static Halving half() {
      return from -> from >> 1;
    }

    @Override
    public int next(int from) {
      return from + 1;
    }
  }

  /** Is implemented through a bridge. */
  public interface Prices<T> {
    @CountCalls(metricName = "prices")
    T of(T value);
  }

  /** A value that runs code when it is made. */
  public enum Colour {
    RED;

    static {
      runs("colour");
    }
  }

  /** Means nothing. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Painted {
    Colour in() default Colour.RED;

    long number() default 7L;
  }

  /** Stands for another one. */
  @Retention(RetentionPolicy.RUNTIME)
  @CountCalls(metricName = "composed")
  public @interface Composed {}

  /** Is marked in several ways. */
  @Painted(in = Colour.RED, number = 1L << 40)
  public static final class Guest implements Step {
    static {
      runs("guest");
    }

    @TrackMetrics(name = "made")
    Guest() {}

    @Override
    public int next(int from) {
      return from + 2;
    }

    @Painted
    @TrackMetrics(
        name = "guest",
        labels = {"size={text.length}", "fixed=yes"},
        buckets = {0.5, 1})
    private static String marked(String text) {
      return text + (1L << 41) + 2.5d + 3.5f + 70_000;
    }

    @Composed
    void composed() {}

    @Painted
    void unmarked() {}
  }

  /** Fills in a type variable. */
  public static final class Fixed implements Prices<String> {
    @Override
    public String of(String value) {
      return value;
    }
  }

  /** Is marked as a whole. */
  @TrackMetrics
  public static final class Whole {
    public void first() {}

    void second() {}
  }

  /** Is nowhere to be found when it is needed. */
  public static final class Gone {}

  /** Names a type that is missing. */
  public static final class Broken {
    @TrackMetrics
    void needs(Gone gone) {}
  }

  /** Has nothing to report. */
  public static final class Plain {
    @Painted
    void unmarked(Gone gone) {}
  }
}
