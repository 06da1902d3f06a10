// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

/** Runs the copies of {@code targets.kinds} that lie in the packages of its arguments. */
public final class Kinds {
  private Kinds() {}

  /** Runs one after the other. */
  public static void main(String[] packages) throws ReflectiveOperationException {
    for (String name : packages) {
      System.out.println("== " + name);
      Object all = Class.forName(name + ".AllKinds").getDeclaredConstructor().newInstance();
      ((Runnable) all).run();
    }
    Stage.reached("done");
  }
}
