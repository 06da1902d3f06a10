// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Counts and times the calls of a method, and the errors that leave it.
 *
 * <p>With {@code name = "orders.place"} the method records {@code orders_place_calls_total}, {@code
 * orders_place_duration_seconds}, {@code orders_place_errors_total{error_type}} and, when asked
 * for, {@code orders_place_active}. Without a name it records into {@code method_calls_total},
 * {@code method_duration_seconds}, {@code method_errors_total} and {@code method_active}, each with
 * the label {@code code_function_name}.
 *
 * <p>Everything but {@code _active} is recorded once, when the call ends; a call that throws counts
 * as a call, has a duration, and is an error.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TrackMetrics {
  /**
   * Returns the prefix of the metrics' names; dots become {@code _}. Empty: the shared families
   * {@code method_*}.
   */
  String name() default "";

  /**
   * Returns labels as {@code key=value}. {@code "tier=gold"} is fixed; {@code
   * "tier={customer.tier}"} reads the parameter {@code customer} (or {@code arg0}) and then a
   * getter, record component, public field, map key or method without arguments. A null on the way
   * gives {@code none}.
   */
  String[] labels() default {};

  /** Returns whether the duration is recorded, in seconds. */
  boolean trackDuration() default true;

  /** Returns whether calls are counted. */
  boolean trackCalls() default true;

  /** Returns whether errors are counted, by the thrown class's name. */
  boolean trackErrors() default true;

  /** Returns whether the calls in flight are shown as a gauge. */
  boolean trackActive() default false;

  /**
   * Returns the upper bounds of the duration's buckets in seconds, ascending. Empty: the default
   * bounds, from 0.5 ms to 10 s.
   */
  double[] buckets() default {};

  /** Returns the HELP text of the metrics. Empty: one that names the method. */
  String description() default "";
}
