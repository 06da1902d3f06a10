// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The kinds of types that can hold a method. */
public class Shapes {
  interface Greeter {
    @TrackMetrics
    default String greet(@Label("who") String who) {
      return word() + mark() + who;
    }

    @TraceOperation
    static String mark() {
      return ", ";
    }

    @TrackMetrics
    private String word() {
      return "hello";
    }
  }

  enum Planet implements Greeter {
    EARTH {
      @Override
      @TrackMetrics
      int moons() {
        return 1;
      }
    },
    MARS;

    @TrackMetrics
    int moons() {
      return 2;
    }
  }

  record Point(int x, long y) {
    @TrackMetrics(trackActive = true)
    long sum() {
      return x + y;
    }

    @Override
    @TrackMetrics
    public int x() {
      return x;
    }
  }

  class Inner {
    @TraceOperation
    String name(@Label("n") int n) {
      return Shapes.this.getClass().getSimpleName() + n;
    }
  }

  static class Doubler implements Function<Integer, Integer>, Comparable<Doubler> {
    @Override
    @TrackMetrics
    public Integer apply(@Label("n") Integer n) {
      return n * 2;
    }

    @Override
    @TrackMetrics
    public int compareTo(Doubler other) {
      return 0;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static Object run() {
    List<Object> all = new ArrayList<>();
    all.add(new Greeter() {}.greet("you"));
    all.add(Planet.EARTH.moons() + Planet.MARS.moons());
    all.add(Planet.MARS.greet("it"));
    all.add(new Point(1, 2).sum() + new Point(3, 4).x());
    all.add(new Shapes().new Inner().name(5));
    Function raw = new Doubler();
    all.add(raw.apply(21));
    Comparable ordered = new Doubler();
    all.add(ordered.compareTo(new Doubler()));
    Object local =
        new Object() {
          @TraceOperation
          String anonymous() {
            return "anonymous";
          }

          @Override
          public String toString() {
            return anonymous();
          }
        };
    all.add(local.toString());
    return all;
  }
}
