// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/**
 * An ordinary program with one annotated method: writes every byte to standard output, something to
 * standard error where asked, and ends the way it is told.
 */
public final class Plain {
  private Plain() {}

  @TrackMetrics
  @TraceOperation
  static void work(String how) {
    if (how.equals("exit-inside")) {
      System.exit(3);
    }
    if (how.equals("throw")) {
      throw new IllegalStateException("on purpose");
    }
  }

  /** Ends as the first argument says: return, exit, exit-inside, throw, wait. */
  public static void main(String[] args) {
    byte[] everyByte = new byte[256];
    for (int i = 0; i < everyByte.length; i++) {
      everyByte[i] = (byte) i;
    }
    System.out.write(everyByte, 0, everyByte.length);
    System.out.println();
    System.out.println("woven code is here: " + agentIsHere());
    System.out.flush();
    if (args.length > 1) {
      System.err.println(args[1]);
    }
    if (System.getProperty("say.when.it.ends") != null) {
      System.out.println("ends=" + System.currentTimeMillis() + ";");
    }
    work(args[0]);
    if (args[0].equals("exit")) {
      System.exit(5);
    }
    if (args[0].equals("wait")) {
      Stage.reached("waiting");
    }
  }

  /** Not part of what is compared: only said where it is the same with and without an agent. */
  private static String agentIsHere() {
    return System.getProperty("say.whether.woven") == null ? "not asked" : dispatcher();
  }

  private static String dispatcher() {
    try {
      return Class.forName("java.lang.MeterweaveDispatcher", false, null).getName();
    } catch (ClassNotFoundException e) {
      return "no";
    }
  }
}
