// SPDX-License-Identifier: Apache-2.0
package com.acme.family;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Methods that are measured for annotations of annotations. */
public final class Composed {
  private Composed() {}

  /** One level. */
  @TrackMetrics(name = "service")
  @TraceOperation
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ServiceOperation {
    /** Returns anything. */
    String value() default "";
  }

  /** Two levels, kept in the class file only. */
  @ServiceOperation("deep")
  @CountCalls(metricName = "deep_calls")
  @Target({ElementType.METHOD, ElementType.TYPE})
  public @interface DeepOperation {}

  /** One half of a circle. */
  @OtherHalf
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Half {}

  /** The other half, and it is marked. */
  @Half
  @CountCalls(metricName = "circle")
  @Retention(RetentionPolicy.RUNTIME)
  public @interface OtherHalf {}

  /** Asks for nothing. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Plain {}

  /** The methods. */
  public static class Service {
    @ServiceOperation
    void one() {}

    @DeepOperation
    void deep() {}

    @Half
    void half() {}

    @OtherHalf
    void otherHalf() {}

    @Plain
    void plain() {}

    @TrackMetrics(name = "written_out")
    @ServiceOperation
    @CountCalls(metricName = "more_calls")
    @DeepOperation
    void both() {}
  }

  /** The annotation stands for all public methods. */
  @DeepOperation
  public static class Whole {
    public void one() {}

    void hidden() {}
  }

  /** Annotated, and nothing to do with measuring. */
  @Plain
  public static class Nothing {
    @Plain
    public void plain() {}
  }
}
