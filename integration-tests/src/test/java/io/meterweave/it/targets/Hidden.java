// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TrackMetrics;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.util.function.IntUnaryOperator;

/** Hidden classes and lambdas beside woven ones. */
public final class Hidden {
  private static boolean isColourMade;

  private Hidden() {}

  /** What lambdas implement. */
  @FunctionalInterface
  public interface Step {
    /** Takes a number one further. */
    @CountCalls(metricName = "step")
    int next(int from);
  }

  /** Runs code as soon as somebody makes an object of an annotation with it. */
  public enum Colour {
    RED;

    static {
      isColourMade = true;
    }
  }

  /** Holds a colour. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Painted {
    /** Which. */
    Colour in() default Colour.RED;
  }

  /** Is defined once as it is, and once as a hidden class. */
  public static final class Guest implements IntUnaryOperator {
    @Override
    @Painted
    @TrackMetrics(name = "guest")
    public int applyAsInt(int value) {
      return value + 1;
    }
  }

  /** Calls each kind and says what came of it. */
  public static void main(String[] args) throws Exception {
    Step lambda = from -> from + 1;
    Step reference = Hidden::twice;
    Step anonymous =
        new Step() {
          @Override
          public int next(int from) {
            return from + 3;
          }
        };
    System.out.println(lambda.next(1) + reference.next(1) + anonymous.next(1));
    IntUnaryOperator hidden = hidden();
    System.out.println(new Guest().applyAsInt(1) + hidden.applyAsInt(1));
    Stage.reached("done");
    System.out.println(isColourMade ? "Somebody made a colour" : "Nobody made a colour");
    Reference.reachabilityFence(hidden);
    Stage.reached("painted");
  }

  private static int twice(int value) {
    return 2 * value;
  }

  private static IntUnaryOperator hidden() throws Exception {
    try (InputStream in = Hidden.class.getResourceAsStream("Hidden$Guest.class")) {
      return (IntUnaryOperator)
          MethodHandles.lookup()
              .defineHiddenClass(in.readAllBytes(), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    }
  }
}
