// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter a label on every metric of its method. A null gives {@code none}; a value is
 * cut at 256 characters, and a metric keeps at most 2,000 series.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Label {
  /** Returns the label's key. */
  String value();

  /** Returns where to go on from the parameter, such as {@code customer.tier}; empty: the value. */
  String path() default "";
}
