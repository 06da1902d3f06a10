// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The ways out of a method that are not a return. */
public class Failures {
  @TrackMetrics
  static int checked(@Label("s") String s) throws Exception {
    if (s.isEmpty()) {
      throw new Exception("empty");
    }
    return s.length();
  }

  @TraceOperation
  static int implicit(int[] a, int i) {
    int b = a[i];
    return b / a[0];
  }

  @TraceOperation
  static String deep(int n) {
    return n == 0 ? Objects.requireNonNull(null, "deep") : deep(n - 1);
  }

  @TrackMetrics
  static void error() {
    throw new AssertionError("error");
  }

  @TrackMetrics
  static String helpful(Failures one) {
    return one.toString().trim();
  }

  interface Task {
    void go() throws Throwable;
  }

  private static void collect(List<Object> all, Task task) {
    try {
      task.go();
      all.add("nothing");
    } catch (Throwable thrown) {
      all.add(thrown.toString());
      for (StackTraceElement frame : thrown.getStackTrace()) {
        if (frame.getClassName().startsWith("com.acme.")) {
          all.add(frame.toString());
        }
      }
    }
  }

  public static Object run() {
    List<Object> all = new ArrayList<>();
    collect(all, () -> checked(""));
    collect(all, () -> checked("x"));
    collect(all, () -> implicit(new int[] {0}, 0));
    collect(all, () -> implicit(new int[] {0}, 1));
    collect(all, () -> implicit(null, 1));
    collect(all, () -> deep(3));
    collect(all, Failures::error);
    collect(all, () -> helpful(null));
    return all;
  }
}
