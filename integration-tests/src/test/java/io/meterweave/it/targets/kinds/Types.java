// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import java.util.Locale;
import java.util.function.Supplier;

/** Methods by the types that hold them. */
class Types {
  abstract static class Converter<T> {
    abstract T convert(T value);

    @Marked(calls = 1)
    T twice(T value) {
      return convert(convert(value));
    }
  }

  /** Has a bridge, to which the compiler copies the mark. */
  static final class Text extends Converter<String> {
    @Override
    @Marked(calls = 4)
    public String convert(String value) {
      return value.toUpperCase(Locale.ROOT);
    }
  }

  /** Has bridges for the narrower result as well. */
  static class Copy implements Cloneable {
    final int number;

    Copy(int number) {
      this.number = number;
    }

    @Override
    @Marked(calls = 2)
    protected Copy clone() throws CloneNotSupportedException {
      return (Copy) super.clone();
    }
  }

  interface Greeter {
    String name();

    @Marked(calls = 2)
    default String greet() {
      return polite(name());
    }

    @Marked(calls = 1)
    static Greeter named(String name) {
      return () -> name;
    }

    @Marked(calls = 2)
    private String polite(String name) {
      return "hello " + name + secret();
    }

    @Marked(calls = 2)
    private static String secret() {
      return "!";
    }
  }

  sealed interface Figure permits Square, Circle {
    double area();
  }

  record Square(double side) implements Figure {
    @Override
    @Marked(calls = 1)
    public double area() {
      return side * side;
    }
  }

  record Circle(double radius) implements Figure {
    @Override
    @Marked(calls = 1)
    public double area() {
      return Math.rint(3 * radius * radius);
    }

    /** An accessor that was written out. */
    @Marked(calls = 2)
    public double radius() {
      return radius;
    }

    @Override
    @Marked(calls = 1)
    public String toString() {
      return "circle of " + radius();
    }
  }

  enum Operation {
    PLUS {
      @Override
      @Marked(calls = 1)
      int apply(int a, int b) {
        return a + b;
      }
    },
    TIMES {
      @Override
      @Marked(calls = 1)
      int apply(int a, int b) {
        return a * b;
      }
    };

    abstract int apply(int a, int b);

    @Marked(calls = 2)
    Operation other() {
      return this == PLUS ? TIMES : PLUS;
    }
  }

  /** Sees its outer instance. */
  class Inner {
    class Innermost {
      @Marked(calls = 1)
      String where() {
        return place + " of " + Types.this.place;
      }

      private final String place = "innermost";
    }
  }

  private final String place = "outer";

  static class Generic<K extends Comparable<K>, V> {
    private K key;
    private V value;

    @Marked(calls = 2)
    Generic<K, V> with(K newKey, V newValue) {
      if (key == null || key.compareTo(newKey) < 0) {
        key = newKey;
        value = newValue;
      }
      return this;
    }
  }

  @Marked(calls = 1)
  static Supplier<String> anonymous(String text) {
    return new Supplier<>() {
      @Override
      @Marked(calls = 2)
      public String get() {
        return text + text;
      }
    };
  }

  @Marked(calls = 1)
  static String local(int n) {
    class Local {
      @Marked(calls = 1)
      int next() {
        return n + 1;
      }
    }
    return "local " + new Local().next();
  }

  static void run() {
    Transcript.says("bridge", () -> ((Converter<String>) new Text()).convert("bridge"));
    Transcript.says("no bridge", () -> new Text().convert("direct") + new Text().twice("twice"));
    Transcript.says("clone", () -> new Copy(5).clone().clone().number);
    Transcript.says("greet", () -> Greeter.named("ada").greet());
    Transcript.says(
        "greet of an anonymous class",
        () ->
            new Greeter() {
              @Override
              public String name() {
                return "anonymous";
              }
            }.greet());
    Transcript.says("area", () -> new Square(2).area() + new Circle(2).area());
    Transcript.says("circle", () -> new Circle(1).radius() + " " + new Circle(3));
    Transcript.says("equal", () -> new Circle(1).equals(new Circle(1)));
    Transcript.says("plus", () -> Operation.PLUS.apply(3, 4));
    Transcript.says("times", () -> Operation.PLUS.other().apply(3, 4));
    Transcript.says("other", () -> Operation.TIMES.other());
    Transcript.says("inner", () -> new Types().new Inner().new Innermost().where());
    Transcript.says(
        "generic", () -> new Generic<String, Integer>().with("a", 1).with("b", 2).value);
    Supplier<String> supplier = anonymous("anon");
    Transcript.says("anonymous", () -> supplier.get() + supplier.get());
    Transcript.says("local", () -> local(1));
  }
}
