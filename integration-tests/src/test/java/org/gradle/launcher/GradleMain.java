// SPDX-License-Identifier: Apache-2.0
package org.gradle.launcher;

import io.meterweave.annotations.TrackMetrics;

/** Has the name of Gradle's own launcher, which the agent has to leave alone. */
public final class GradleMain {
  private GradleMain() {}

  @TrackMetrics
  static void work() {}

  /** Says hello. */
  public static void main(String[] args) {
    work();
    System.out.println("hello from a build tool");
  }
}
