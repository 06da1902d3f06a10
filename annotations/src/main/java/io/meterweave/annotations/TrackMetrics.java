// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import io.meterweave.api.LabelExtractor;
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
 * as a call, has a duration, and is an error. Every level of a recursion is a call.
 *
 * <p>On a class it stands for every public method that the class declares and that has no {@code
 * TrackMetrics} of its own; on an interface or a superclass, for the methods that implement or
 * override; on another annotation, for that annotation. A constructor is measured from after {@code
 * this(…)} or {@code super(…)} on.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface TrackMetrics {
  /**
   * Returns the prefix of the metrics' names; dots become {@code _}. Empty: the shared families
   * {@code method_*}.
   */
  String name() default "";

  /**
   * Returns labels as {@code key=value}. {@code "tier=gold"} is fixed; {@code
   * "tier={customer.tier}"} is read at the call: from a parameter (by its name, or {@code arg0}),
   * {@code this}, {@code result} or {@code error}, and then getters, record components, public
   * fields, map keys or methods without arguments. A null on the way gives {@code none}.
   */
  String[] labels() default {};

  /** Returns a class that gives further labels. {@link LabelExtractor} itself: none. */
  Class<? extends LabelExtractor> labelExtractor() default LabelExtractor.class;

  /** Returns whether the duration is recorded, in seconds. */
  boolean trackDuration() default true;

  /** Returns whether calls are counted. */
  boolean trackCalls() default true;

  /** Returns whether errors are counted, by the thrown class's name. */
  boolean trackErrors() default true;

  /**
   * Returns whether the calls in flight are shown as a gauge; it has only those labels that are
   * known when a call begins.
   */
  boolean trackActive() default false;

  /**
   * Returns the upper bounds of the duration's buckets in seconds, ascending. Empty: the default
   * bounds, from 0.5 ms to 10 s.
   */
  double[] buckets() default {};

  /** Returns the HELP text of the metrics. Empty: one that names the method. */
  String description() default "";
}
