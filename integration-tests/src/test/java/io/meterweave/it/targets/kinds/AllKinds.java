// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

/** Runs all kinds, the same way each time. */
public final class AllKinds implements Runnable {
  @Override
  public void run() {
    Members.run();
    Exits.run();
    Types.run();
    Overrides.run();
    Constructors.run();
    Threads.run();
  }
}
