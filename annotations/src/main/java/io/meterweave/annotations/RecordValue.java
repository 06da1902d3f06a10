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
 * Records a number of each call, taken from its result or its parameters.
 *
 * <p>{@code @RecordValue(metric = "order.value", of = "result.total")} is the histogram {@code
 * order_value}. A call that throws records what does not come from its result; a null records
 * nothing. On another annotation it means what {@link TrackMetrics} means there.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(RecordValue.List.class)
public @interface RecordValue {
  /** What the metric is. */
  enum As {
    /** The distribution of all values. */
    HISTOGRAM,
    /** The latest value. */
    GAUGE
  }

  /** Returns the metric's whole name; dots become {@code _}, and nothing is added. */
  String metric();

  /**
   * Returns the path to the number, such as {@code result.total} or {@code order.lines}. A
   * collection, map, array or text counts its length.
   */
  String of();

  /** Returns what the metric is. */
  As as() default As.HISTOGRAM;

  /**
   * Returns labels as {@code key=value} or {@code key={path}}; see {@link TrackMetrics#labels()}.
   */
  String[] labels() default {};

  /** Returns a class that gives further labels. {@link LabelExtractor} itself: none. */
  Class<? extends LabelExtractor> labelExtractor() default LabelExtractor.class;

  /** Returns the upper bounds of a histogram's buckets, ascending. Empty: the default bounds. */
  double[] buckets() default {};

  /** Returns the HELP text of the metric. Empty: one that names the method. */
  String description() default "";

  /** Several on one element; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @interface List {
    /** Returns the annotations in the order they were written. */
    RecordValue[] value();
  }
}
