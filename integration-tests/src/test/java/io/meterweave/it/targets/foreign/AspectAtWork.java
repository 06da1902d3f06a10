// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.foreign;

import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.targets.Stage;
import io.micrometer.core.annotation.Counted;
import io.micrometer.core.annotation.Timed;
import io.micrometer.core.aop.TimedAspect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;

/** An application that runs one of Micrometer's aspects, from some moment on. */
public final class AspectAtWork {
  private AspectAtWork() {}

  /** Methods with annotations. */
  public static class Service {
    @Timed("at.work")
    public void timed() {}

    @Counted("counted.at.work")
    public void counted() {}

    @Timed("at.work.too")
    @TrackMetrics(name = "ours")
    public void both() {}
  }

  /** Calls each method twice as it is, then three times through the aspect. */
  public static void main(String[] arguments) throws Exception {
    Class.forName("io.micrometer.core.aop.TimedAspect");
    Service service = new Service();
    call(service, 2);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AspectJProxyFactory factory = new AspectJProxyFactory(service);
    factory.setProxyTargetClass(true);
    factory.addAspect(new TimedAspect(registry));
    call(factory.getProxy(), 3);
    System.out.println("the aspect saw " + registry.get("at.work").timer().count());
    System.out.println("the aspect saw too " + registry.get("at.work.too").timer().count());
    Stage.reached("done");
  }

  private static void call(Service service, int times) {
    for (int i = 0; i < times; i++) {
      service.timed();
      service.counted();
      service.both();
    }
  }
}
