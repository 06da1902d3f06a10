// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import java.io.IOException;

/** How a target and its test keep step. Confined to the main thread. */
public final class Stage {
  private Stage() {}

  /** Says that a stage is reached and waits for a line, or for the end of input. */
  public static void reached(String name) {
    System.out.println("[" + name + "]");
    try {
      int read = System.in.read();
      while (read != '\n' && read != -1) {
        read = System.in.read();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls something that is expected to throw and says what it threw. */
  public static void fails(Runnable call) {
    try {
      call.run();
      throw new IllegalStateException("did not fail");
    } catch (ExpectedException e) {
      System.out.println("caught " + e.getMessage());
    }
  }

  /** The exception that targets throw on purpose. */
  public static final class ExpectedException extends RuntimeException {
    /** Makes one with a message. */
    public ExpectedException(String message) {
      super(message);
    }
  }
}
