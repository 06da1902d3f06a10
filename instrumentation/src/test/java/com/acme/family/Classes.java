// SPDX-License-Identifier: Apache-2.0
package com.acme.family;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.TrackMetrics;

/** Methods that are measured for their class. */
public final class Classes {
  private Classes() {}

  /** Meant: {@code one}, {@code two}, {@code three}, {@code toString}. */
  @TrackMetrics(name = "all")
  @CountCalls(metricName = "a")
  @CountCalls(metricName = "b")
  public abstract static class Shop implements Comparable<Shop> {
    public Shop() {}

    public void one() {}

    public static void two() {}

    @TrackMetrics(name = "own")
    public final void three() {}

    public abstract void four();

    protected void five() {}

    void six() {}

    private void seven() {}

    @Override
    public String toString() {
      return "shop";
    }

    @Override
    public int compareTo(Shop other) {
      return 0;
    }

    Runnable lambda() {
      return () -> seven();
    }
  }

  /** Inherits what it overrides; {@code more} is its own affair. */
  public static class Branch extends Shop {
    @Override
    public void one() {}

    @Override
    public void four() {}

    public void more() {}
  }

  /** Constants with bodies are classes of their own. */
  @TrackMetrics
  public enum Size {
    SMALL,
    LARGE {
      @Override
      public int weight() {
        return 2;
      }
    };

    public int weight() {
      return 1;
    }
  }

  /** The accessor is meant, and what was written. */
  @TrackMetrics
  public record Point(int x) {
    public int twice() {
      return 2 * x;
    }
  }

  /** On an interface: what it declares, and so what implements that. */
  @MeasureLatency(metricName = "port")
  public interface Port {
    void send(String text);

    default void flush() {}

    static void list() {}
  }

  /** Implements the port. */
  public static class Wire implements Port {
    @Override
    public void send(String text) {}

    public void close() {}
  }
}
