// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.util.ArrayList;
import java.util.List;

/** Constructors of every shape that javac writes. */
public class Constructors {
  /** A superclass whose constructor fails on demand. */
  static class Parent {
    final String text;

    Parent(String text) {
      if (text.equals("bad")) {
        throw new IllegalArgumentException("parent");
      }
      this.text = text;
    }
  }

  /** What calls its parent. */
  static class Child extends Parent {
    private final Child inner;

    @TrackMetrics
    Child() {
      super("plain");
      inner = null;
    }

    @TrackMetrics
    Child(@Label("text") String text, long many, double x) {
      super(text);
      if (many < 0) {
        inner = null;
        return;
      }
      inner = new Child();
      for (int i = 0; i < many; i++) {
        try {
          if (i == 3) {
            throw new IllegalStateException("three " + x);
          }
        } catch (IllegalStateException caught) {
          if (x < 0) {
            throw caught;
          }
        }
      }
    }

    @TrackMetrics(trackActive = true)
    Child(boolean other, Child like) {
      super(other ? (like == null ? "nobody" : new Child(false, null).text) : "other");
      inner = like;
    }

    @TrackMetrics(trackActive = true)
    Child(@Label("number") int number) {
      this(number > 2 ? "many" : "few", number, number > 5 ? -1 : 1);
    }

    @Override
    public String toString() {
      return text + "/" + (inner == null ? "-" : inner.text);
    }
  }

  record Pair(String left, int right) {
    @TraceOperation
    Pair {
      if (right < 0) {
        throw new IllegalArgumentException("negative");
      }
      left = left + right;
    }

    @TrackMetrics(trackActive = true)
    Pair(@Label("both") String both) {
      this(both, both.length());
    }
  }

  enum Level {
    LOW(1),
    HIGH(2) {
      @Override
      int weight() {
        return 20;
      }
    };

    private final int weight;

    @TrackMetrics
    Level(@Label("weight") int weight) {
      this.weight = weight;
    }

    int weight() {
      return weight;
    }
  }

  sealed interface Shape permits Circle {}

  static final class Circle implements Shape {
    final double radius;

    @TrackMetrics
    Circle(@Label("radius") double radius) {
      this.radius = radius;
    }
  }

  class Inner {
    final String seen;

    @TrackMetrics
    Inner(@Label("seen") String seen) {
      this.seen = seen + name;
    }
  }

  private final String name;

  @TrackMetrics
  Constructors(String name) {
    this.name = name;
  }

  /** Constructs one of each. */
  public static Object run() {
    List<Object> seen = new ArrayList<>();
    seen.add(new Child());
    seen.add(new Child("four", 4, 1.5));
    seen.add(new Child("early", -1, 0));
    attempt(seen, () -> new Child("throws", 4, -1));
    attempt(seen, () -> new Child("bad", 1, 1));
    seen.add(new Child(true, new Child()));
    seen.add(new Child(true, null));
    seen.add(new Child(3));
    attempt(seen, () -> new Child(6));
    seen.add(new Pair("x", 1));
    seen.add(new Pair("three"));
    attempt(seen, () -> new Pair("x", -1));
    seen.add(Level.LOW.weight() + Level.HIGH.weight());
    seen.add(new Circle(2.5).radius);
    Constructors outer = new Constructors("outer");
    seen.add(outer.new Inner("in").seen);
    String captured = outer.name + seen.size();
    seen.add(
        new Child("anonymous", -1, 0) {
          @Override
          public String toString() {
            return captured;
          }
        });
    return seen.toString();
  }

  private static void attempt(List<Object> seen, Runnable makes) {
    try {
      makes.run();
      seen.add("made");
    } catch (RuntimeException thrown) {
      seen.add(thrown + " in " + thrown.getStackTrace()[0].getMethodName());
    }
  }
}
