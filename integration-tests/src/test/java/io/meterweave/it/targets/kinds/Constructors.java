// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.List;

/** Constructors of every kind: measured from after {@code this(…)} or {@code super(…)} on. */
class Constructors {
  static class Parent {
    final String origin;

    @Marked(calls = 4, errors = 1)
    Parent(String origin) {
      this.origin = origin;
      if (origin.isEmpty()) {
        throw new ExpectedException("parent");
      }
    }
  }

  static class Child extends Parent {
    final int number;
    private final List<String> initialized = List.of("by", "an", "initializer");

    @Marked(calls = 2)
    Child() {
      this(7);
    }

    @Marked(calls = 3)
    private Child(int number) {
      super(number > 5 ? "large" : "small");
      this.number = number;
    }

    /** What fails inside {@code super(…)} was not seen. */
    @Marked(calls = 0)
    Child(String ignored) {
      super("");
      this.number = 0;
    }
  }

  static class Failing {
    @Marked(calls = 2, errors = 1)
    Failing(boolean fails) {
      try {
        if (fails) {
          throw new ExpectedException("constructor");
        }
      } finally {
        nothing();
      }
    }

    private static void nothing() {}
  }

  record Range(int from, int to) {
    @Marked(calls = 3, errors = 1)
    Range {
      if (from > to) {
        throw new ExpectedException(from + " > " + to);
      }
      from = Math.max(from, 0);
    }

    @Marked(calls = 1)
    Range(int length) {
      this(0, length);
    }
  }

  enum Planet {
    EARTH(1),
    MARS(4);

    private final int place;

    @Marked(calls = 2)
    Planet(int place) {
      this.place = place;
    }
  }

  class Inner {
    final String text;

    @Marked(calls = 1)
    Inner(long number, String... words) {
      text = number + String.join(",", words) + outer;
    }
  }

  private final String outer = " in outer";

  static class Escaping {
    static Escaping last;
    final int number;

    /** Branches before the super call, and hands itself out before it is done. */
    @Marked(calls = 2)
    Escaping(boolean isFirst) {
      last = this;
      number = isFirst ? 1 : 2;
      if (isFirst) {
        return;
      }
      last = null;
    }
  }

  static void run() {
    Transcript.says("chained", () -> new Child().origin + new Child(1).origin);
    Transcript.says("initializer", () -> new Child().initialized);
    Transcript.says("fails in super", () -> new Child("").number);
    Transcript.says("fails", () -> new Failing(new Failing(false) == null || true));
    Transcript.says("compact", () -> new Range(-3, 4));
    Transcript.says("compact that fails", () -> new Range(4, 3));
    Transcript.says("canonical by another", () -> new Range(9));
    Transcript.says("enum", () -> Planet.EARTH.place + Planet.MARS.place);
    Transcript.says("inner", () -> new Constructors().new Inner(1, "a", "b").text);
    Transcript.says("escaping", () -> new Escaping(true) == Escaping.last);
    Transcript.says("escaping late", () -> new Escaping(false).number);
  }
}
