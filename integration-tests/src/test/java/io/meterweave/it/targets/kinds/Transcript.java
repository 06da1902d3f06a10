// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Prints what calls return and throw, down to each line of each frame. */
final class Transcript {
  private Transcript() {}

  /** Makes a call and prints how it ended. */
  static void says(String what, Callable<?> call) {
    try {
      System.out.println(what + " = " + shown(call.call()));
    } catch (Throwable thrown) {
      System.out.println(what + " threw");
      print(thrown, "");
    }
  }

  private static void print(Throwable thrown, String indent) {
    System.out.println(indent + thrown.getClass().getName() + ": " + thrown.getMessage());
    for (StackTraceElement frame : thrown.getStackTrace()) {
      System.out.println(indent + "  at " + frame);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      print(suppressed, indent + "  suppressed ");
    }
    if (thrown.getCause() != null) {
      print(thrown.getCause(), indent + "  cause ");
    }
  }

  private static String shown(Object value) {
    String inArray = Arrays.deepToString(new Object[] {value});
    return inArray.substring(1, inArray.length() - 1);
  }
}
