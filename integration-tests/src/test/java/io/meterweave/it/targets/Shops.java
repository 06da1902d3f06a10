// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

/** Runs {@link Shop} in the class-file versions that its arguments name. */
public final class Shops {
  private Shops() {}

  /** Runs the classes of these names. */
  public static void main(String[] args) throws Exception {
    for (String name : args) {
      ((Runnable) Class.forName(name).getConstructor().newInstance()).run();
    }
    Stage.reached("done");
  }
}
