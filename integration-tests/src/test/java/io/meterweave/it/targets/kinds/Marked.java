// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Stands where a row of annotations will stand, and says what has to be counted there. */
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
@Retention(RetentionPolicy.CLASS)
public @interface Marked {
  /** Returns how many calls {@link AllKinds} makes, those that fail included. */
  int calls();

  /** Returns how many of them fail. */
  int errors() default 0;

  /** Returns how many of them return null. */
  int nulls() default 0;
}
