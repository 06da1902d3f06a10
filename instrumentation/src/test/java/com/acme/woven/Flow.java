// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The ways through a method: loops, jumps, handlers, locks. */
public class Flow {
  private static final Object LOCK = new Object();

  @TrackMetrics
  static int loopFirst(@Label("n") int n) {
    while (n > 3) {
      n /= 2;
    }
    do {
      n++;
    } while (n < 10);
    return n;
  }

  @TraceOperation
  static String nests(@SpanAttribute("how") int how) {
    StringBuilder seen = new StringBuilder();
    try {
      try {
        if (how == 1) {
          throw new IOException("one");
        }
        if (how == 2) {
          return seen.append("returned").toString();
        }
        if (how == 3) {
          throw new IllegalStateException("three");
        }
        seen.append("through ");
      } catch (IOException io) {
        seen.append("caught ").append(io.getMessage());
        if (how == 1) {
          return seen.toString();
        }
      } finally {
        seen.append(" inner");
      }
    } catch (IllegalStateException state) {
      return seen.append(state.getMessage()).toString();
    } finally {
      seen.append(" outer");
      if (how == 4) {
        return "from finally " + seen;
      }
    }
    return seen.toString();
  }

  @TrackMetrics(trackActive = true)
  static long locks(Object lock, long n) {
    synchronized (lock) {
      synchronized (LOCK) {
        if (n > 2) {
          return n * 2;
        }
      }
      if (n == 1) {
        throw new IllegalArgumentException("one");
      }
    }
    return n;
  }

  @TrackMetrics
  static double switches(@Label("day") String day, int n) {
    switch (day) {
      case "mon":
        return 1;
      case "tue":
        switch (n) {
          case 0:
            return 20;
          case 1:
          case 7:
            return 21;
          default:
            break;
        }
        break;
      default:
        return -1;
    }
    return 2;
  }

  @TraceOperation
  static int recursive(@SpanAttribute("n") int n) {
    return n < 2 ? n : recursive(n - 1) + recursive(n - 2);
  }

  @TrackMetrics
  static Supplier<String> lambdas(@Label("p") String prefix) {
    Supplier<String> inner = () -> prefix + "!";
    return () -> inner.get() + prefix.length();
  }

  @TrackMetrics
  static String resources(@Label("fail") boolean fail) throws Exception {
    List<String> seen = new ArrayList<>();
    try (AutoCloseable a = () -> seen.add("a");
        AutoCloseable b = () -> seen.add("b")) {
      if (fail && a != b) {
        throw new IOException(seen + a.getClass().getSimpleName().substring(0, 4));
      }
    } catch (IOException failed) {
      return seen + failed.getMessage();
    }
    return seen.toString();
  }

  @TrackMetrics
  static int endless(@Label("n") int n) {
    for (; ; ) {
      if (n++ > 5) {
        throw new ArithmeticException("n is " + n);
      }
    }
  }

  @TrackMetrics
  static int overwrites(@Label("o") Object o, long l, String s) {
    o = s + l;
    l = o.hashCode();
    s = null;
    return (int) (l % 1000) + (s == null ? 1 : 0);
  }

  public static Object run() throws Exception {
    List<Object> all = new ArrayList<>();
    all.add(loopFirst(100));
    for (int how = 0; how < 5; how++) {
      all.add(nests(how));
    }
    all.add(locks("x".repeat(3), 3));
    all.add(locks("x", 0));
    try {
      locks("x", 1);
    } catch (IllegalArgumentException one) {
      all.add(one.getMessage() + Thread.holdsLock(LOCK));
    }
    all.add(switches("mon", 0) + switches("tue", 7) + switches("tue", 2) + switches("x", 0));
    all.add(recursive(7));
    all.add(lambdas("p").get());
    all.add(resources(true) + resources(false));
    try {
      endless(0);
    } catch (ArithmeticException ended) {
      all.add(ended.getMessage());
    }
    all.add(overwrites(1, 2, "3"));
    return all;
  }
}
