// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import io.meterweave.it.targets.Stage.ExpectedException;
import java.io.IOException;

/** Methods by the ways that lead out of them. */
class Exits {
  private int cleanups;

  @Marked(calls = 1, errors = 1)
  static void unchecked() {
    throw new ExpectedException("on purpose");
  }

  @Marked(calls = 1, errors = 1)
  static int checked() throws IOException {
    throw new IOException("on purpose");
  }

  @Marked(calls = 1, errors = 1)
  static Object error() {
    throw new AssertionError("on purpose");
  }

  @Marked(calls = 1, errors = 1)
  static void wrapping() {
    try {
      deep(3);
    } catch (ExpectedException e) {
      IllegalStateException wrapped = new IllegalStateException("wrapped", e);
      wrapped.addSuppressed(new ExpectedException("suppressed"));
      throw wrapped;
    }
  }

  @Marked(calls = 4, errors = 4)
  static void deep(int n) {
    if (n == 0) {
      throw new ExpectedException("deep");
    }
    deep(n - 1);
  }

  @Marked(calls = 5, errors = 5)
  static Object byTheJvm(int n, Object object) {
    int[] numbers = new int[1];
    return switch (n) {
      case 0 -> numbers[n + 7];
      case 1 -> 1 / (n - 1);
      case 2 -> (Integer) object;
      case 3 -> ((String[]) null).length;
      default -> new int[-n];
    };
  }

  @Marked(calls = 3, errors = 1)
  int manyWaysOut(int n) {
    try {
      if (n == 0) {
        return -1;
      }
      while (n > 0) {
        if (n == 3) {
          throw new ExpectedException("three");
        }
        n -= 2;
      }
      return n;
    } finally {
      cleanups++;
    }
  }

  @Marked(calls = 1)
  @SuppressWarnings("finally") // the result replaces the exception: that is the kind
  static String finallyWins() {
    try {
      throw new ExpectedException("never seen");
    } finally {
      return "finally";
    }
  }

  @Marked(calls = 2, errors = 1)
  static String resources(boolean fails) throws IOException {
    try (Resource first = new Resource("first");
        Resource second = new Resource("second")) {
      if (fails) {
        throw new ExpectedException("body of " + first.name + " and " + second.name);
      }
      return first.name + second.name;
    }
  }

  private record Resource(String name) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (name.equals("first")) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  @Marked(calls = 2)
  static String nested(int n) {
    StringBuilder way = new StringBuilder();
    try {
      try {
        way.append(10 / n);
      } catch (ArithmeticException e) {
        way.append("inner");
        throw new ExpectedException("outer");
      } finally {
        way.append("|");
      }
    } catch (ExpectedException e) {
      return way.append(e.getMessage()).toString();
    }
    return way.toString();
  }

  @Marked(calls = 4)
  static String switching(String word) {
    switch (word) {
      case "one":
        return "1";
      case "two":
        word = "2";
        break;
      case "three":
        synchronized (Exits.class) {
          return "3";
        }
      default:
        return "many";
    }
    return word;
  }

  @Marked(calls = 2)
  static int loops(int n) {
    int sum = 0;
    outer:
    for (int i = 0; ; i++) {
      for (int j = 0; j < n; j++) {
        if (i * j > 12) {
          break outer;
        }
        if (j == 3) {
          continue outer;
        }
        sum += i ^ j;
      }
      if (i > 10) {
        return -1;
      }
    }
    return sum;
  }

  @Marked(calls = 1, errors = 1)
  static <T extends Throwable> void sneaky(Throwable thrown) throws T {
    @SuppressWarnings("unchecked") // unsound on purpose
    T unsound = (T) thrown;
    throw unsound;
  }

  @Marked(calls = 1, errors = 1)
  synchronized void lockedFailure() {
    throw new ExpectedException("holding a lock");
  }

  static void run() {
    Exits exits = new Exits();
    Transcript.says("unchecked", () -> unchecked(1));
    Transcript.says("checked", Exits::checked);
    Transcript.says("error", Exits::error);
    Transcript.says("wrapping", () -> unchecked(2));
    for (int i = 0; i < 5; i++) {
      int n = i;
      Transcript.says("byTheJvm " + n, () -> byTheJvm(n, "text"));
    }
    Transcript.says("manyWaysOut 0", () -> exits.manyWaysOut(0));
    Transcript.says("manyWaysOut 4", () -> exits.manyWaysOut(4));
    Transcript.says("manyWaysOut 5", () -> exits.manyWaysOut(5));
    Transcript.says("cleanups", () -> exits.cleanups);
    Transcript.says("finallyWins", Exits::finallyWins);
    Transcript.says("resources", () -> resources(false));
    Transcript.says("resources that fail", () -> resources(true));
    Transcript.says("nested", () -> nested(0) + nested(5));
    Transcript.says(
        "switching",
        () -> switching("one") + switching("two") + switching("three") + switching(""));
    Transcript.says("loops", () -> loops(2) + " " + loops(9));
    Transcript.says("sneaky", () -> unchecked(3));
    Transcript.says("lockedFailure", () -> unchecked(4, exits));
    Transcript.says("lock given back", () -> Thread.holdsLock(exits));
  }

  private static Object unchecked(int which) {
    return unchecked(which, null);
  }

  private static Object unchecked(int which, Exits exits) {
    switch (which) {
      case 1 -> unchecked();
      case 2 -> wrapping();
      case 3 -> Exits.<RuntimeException>sneaky(new IOException("sneaky"));
      default -> exits.lockedFailure();
    }
    return "not reached";
  }
}
