// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

/** An application that knows nothing of us. */
public final class Bare {
  private Bare() {}

  /** Says hello and waits. */
  public static void main(String[] args) {
    System.out.println("hello");
    Stage.reached("done");
  }
}
