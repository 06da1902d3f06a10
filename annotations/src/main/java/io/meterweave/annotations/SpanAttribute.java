// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the value of a parameter, or the result of a method, on the span of that method: that of
 * {@link TraceOperation} or {@link TrackLlmUsage}. Numbers and booleans keep their type, a null is
 * left out, everything else is written with {@link Object#toString()} and cut at 4 KiB.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(SpanAttribute.List.class)
public @interface SpanAttribute {
  /** Returns the attribute's key. */
  String value();

  /** Several on one element; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @interface List {
    /** Returns the annotations in the order they were written. */
    SpanAttribute[] value();
  }
}
