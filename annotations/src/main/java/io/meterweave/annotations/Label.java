// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter, or the result of a method, a label on every metric of the method. A null gives
 * {@code none}; a value is cut at 256 characters, and a metric keeps at most 2,000 series.
 *
 * <p>{@code @Label(value = "tier", path = "customer.tier")} on the parameter {@code order} says the
 * same as {@code labels = "tier={order.customer.tier}"}; on the method, the same as {@code labels =
 * "tier={result.customer.tier}"}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(Label.List.class)
public @interface Label {
  /** Returns the label's key. */
  String value();

  /** Returns where to go on from there, such as {@code customer.tier}; empty: the value itself. */
  String path() default "";

  /** Several on one element; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @interface List {
    /** Returns the annotations in the order they were written. */
    Label[] value();
  }
}
