// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import io.meterweave.api.LabelExtractor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Times the calls of a method: one histogram of seconds, and nothing else.
 *
 * <p>With {@code metricName = "orders.place"} it is {@code orders_place_seconds}. Calls that throw
 * are timed too. On a class, an interface, a superclass or another annotation it means what {@link
 * TrackMetrics} means there.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(MeasureLatency.List.class)
public @interface MeasureLatency {
  /**
   * Returns the metric's name; dots become {@code _}, and it ends in {@code _seconds}, which is
   * added where it is missing. Empty: the shared family {@code method_duration_seconds}.
   */
  String metricName() default "";

  /**
   * Returns labels as {@code key=value} or {@code key={path}}; see {@link TrackMetrics#labels()}.
   */
  String[] labels() default {};

  /** Returns a class that gives further labels. {@link LabelExtractor} itself: none. */
  Class<? extends LabelExtractor> labelExtractor() default LabelExtractor.class;

  /**
   * Returns the upper bounds of the buckets in seconds, ascending. Empty: the default bounds, from
   * 0.5 ms to 10 s.
   */
  double[] buckets() default {};

  /** Several on one element; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface List {
    /** Returns the annotations in the order they were written. */
    MeasureLatency[] value();
  }
}
