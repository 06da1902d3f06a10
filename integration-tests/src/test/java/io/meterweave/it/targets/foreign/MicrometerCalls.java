// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.foreign;

import io.meterweave.it.targets.Stage;
import io.micrometer.core.annotation.Counted;
import io.micrometer.core.annotation.Timed;
import io.micrometer.core.aop.MeterTag;
import io.micrometer.observation.annotation.ObservationKeyValue;
import io.micrometer.observation.annotation.Observed;
import io.micrometer.observation.aop.Cardinality;
import java.util.function.UnaryOperator;

/** Micrometer's annotations, called so many times; with or without a proxy around each object. */
public final class MicrometerCalls {
  private MicrometerCalls() {}

  /** Methods with annotations. */
  public static class Service {
    @Timed
    public void plain() {}

    @Timed("my.timer")
    public String named() {
      return "named";
    }

    @Timed(
        value = "described",
        description = "Words about it.",
        extraTags = {"region", "eu", "b-c.d", "2"})
    public void described(int kind) {
      switch (kind) {
        case 1 -> throw new IllegalStateException("one");
        case 2 -> throw new RuntimeException("two") {};
        case 3 -> throw new NestedException();
        default -> {}
      }
    }

    @Timed(value = "hist.ogram", histogram = true)
    public void histogram() {}

    @Timed(
        value = "slo",
        serviceLevelObjectives = {10, 100.5})
    public void objectives() {}

    @Timed(
        value = "both",
        histogram = true,
        serviceLevelObjectives = {0.1234, 40})
    public void both() {}

    @Timed(value = "long.task", longTask = true)
    public void longTask(Runnable meanwhile) {
      meanwhile.run();
    }

    @Timed("ends.seconds")
    public void seconds() {}

    @Timed("camelCase-x.y z")
    public void odd() {}

    @Timed("x_total")
    public void total() {}

    @Timed(
        value = "order",
        extraTags = {"zz", "1", "aa", "2", "exception", "mine", "class", "mine"})
    public void order() {}

    @Timed("tagged")
    public void tagged(
        @MeterTag("whole") Object whole,
        @MeterTag(key = "length", expression = "length()") String text) {}

    @Timed("returning")
    @MeterTag("result")
    public String returning(String answer) {
      return answer;
    }

    @Timed("first")
    @Timed(
        value = "second",
        extraTags = {"n", "2"})
    public void twice() {}

    @Timed("tagged.twice")
    public void taggedTwice(
        @MeterTag(key = "upper", expression = "toUpperCase()")
            @MeterTag(key = "length", expression = "strip().length()")
            String text) {}

    @Timed("nested.tag")
    @Counted("nested.tag.count")
    public void nested(@MeterTag(key = "tier", expression = "customer.tier") Order order) {}

    @Timed("overridden")
    public void overridden() {}

    @Timed("not.overridden")
    public void notOverridden() {}

    @Counted
    public void counted() {}

    @Counted(
        value = "my.count",
        description = "Counted words.",
        extraTags = {"q", "1"})
    public void countedFully(boolean fails) {
      failIf(fails);
    }

    @Counted(value = "only.failures", recordFailuresOnly = true)
    public void failures(boolean fails) {
      failIf(fails);
    }

    @Counted("c.total")
    public void countedTotal(@MeterTag("k") String key) {}

    @Observed
    public void observed() {}

    @Observed(
        name = "my.observation",
        lowCardinalityKeyValues = {"a.b", "1", "c", "2"})
    public void observedFully(
        boolean fails,
        @ObservationKeyValue(key = "low", cardinality = Cardinality.LOW) String low) {
      failIf(fails);
    }

    private static void failIf(boolean fails) {
      if (fails) {
        throw new IllegalArgumentException("asked to fail");
      }
    }
  }

  /** What is ordered. */
  public record Order(Customer customer) {}

  /** By whom. */
  public record Customer(String tier) {}

  /** Overrides what is annotated, with an annotation of its own. */
  public static class Heir extends Service {
    @Override
    @Timed("overriding")
    public void overridden() {
      super.overridden();
    }
  }

  /** Thrown by name. */
  static final class NestedException extends RuntimeException {}

  /** Annotated as a whole. */
  @Timed("all")
  @Counted("every")
  public static class Whole {
    public void open() {}

    @Timed("own")
    public void own() {}
  }

  /** Below a class that is annotated. */
  public static class Below extends Whole {
    @Override
    public void open() {
      super.open();
    }

    public void further() {}
  }

  /** What Micrometer's aspects do not look at: an annotation on what is implemented. */
  public interface Promise {
    @Timed("promised")
    void keep();
  }

  /** Keeps it. */
  public static class Kept implements Promise {
    @Override
    public void keep() {}
  }

  /**
   * Makes all calls.
   *
   * @param proxy puts the aspects around an object
   * @param meanwhile runs while a long task is running
   */
  public static void run(UnaryOperator<Object> proxy, Runnable meanwhile) {
    Service service = (Service) proxy.apply(new Service());
    service.plain();
    for (int i = 0; i < 3; i++) {
      service.named();
    }
    for (int kind = 0; kind < 5; kind++) {
      int thrown = kind;
      tryTo(() -> service.described(thrown));
    }
    service.histogram();
    service.objectives();
    service.both();
    service.seconds();
    service.odd();
    service.total();
    service.order();
    service.tagged("a", "four");
    service.tagged(null, "four");
    service.tagged(7, null);
    service.taggedTwice("four");
    service.nested(new Order(new Customer("gold")));
    Heir heir = (Heir) proxy.apply(new Heir());
    heir.overridden();
    heir.notOverridden();
    service.returning("yes");
    service.returning(null);
    count(service);
    service.observed();
    service.observedFully(false, "x");
    tryTo(() -> service.observedFully(true, "y"));
    service.longTask(meanwhile);
    Whole whole = (Whole) proxy.apply(new Whole());
    whole.open();
    whole.own();
    Below below = (Below) proxy.apply(new Below());
    below.open();
    below.own();
    below.further();
    ((Kept) proxy.apply(new Kept())).keep();
  }

  private static void count(Service service) {
    service.counted();
    service.countedFully(false);
    tryTo(() -> service.countedFully(true));
    service.failures(false);
    tryTo(() -> service.failures(true));
    service.countedTotal("v");
    service.countedTotal(null);
  }

  private static void tryTo(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException expected) {
      // Its class is what the metrics show.
    }
  }

  /** Calls without any proxy: whatever is measured, the agent does. */
  public static void main(String[] arguments) {
    new Service().twice();
    run(object -> object, () -> Stage.reached("busy"));
    Stage.reached("done");
  }
}
