// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.foreign;

import io.meterweave.it.targets.Stage;
import io.micrometer.core.annotation.Timed;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Methods into which AspectJ weaves an aspect while they are loaded, if its agent is there. */
public final class WovenByAspectJ {
  private WovenByAspectJ() {}

  @Timed("woven.first")
  static void first() {}

  @Timed("woven.second")
  private static void second() {}

  /** Calls each, and says what Micrometer has counted. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    Class.forName("io.micrometer.core.aop.TimedAspect");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    for (int i = 0; i < 4; i++) {
      first();
      second();
    }
    System.out.println("Micrometer counted " + counted(registry, "woven.first"));
    System.out.println("Micrometer counted too " + counted(registry, "woven.second"));
    Stage.reached("done");
  }

  private static long counted(SimpleMeterRegistry registry, String name) {
    return registry.find(name).timers().stream().mapToLong(timer -> timer.count()).sum();
  }
}
