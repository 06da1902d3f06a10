// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import io.meterweave.api.LabelExtractor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows how a resource is used whose acquisition and use is a call of this method: how many are
 * held, how often and how long.
 *
 * <p>With {@code name = "db.connection"} the method records {@code db_connection_active} (a gauge
 * of the calls in flight), {@code db_connection_acquisitions_total}, {@code
 * db_connection_duration_seconds} and {@code db_connection_errors_total{error_type}}. On a class,
 * an interface, a superclass or another annotation it means what {@link TrackMetrics} means there.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface MonitorResource {
  /** Returns the prefix of the metrics' names; dots become {@code _}. */
  String name();

  /**
   * Returns labels as {@code key=value} or {@code key={path}}; see {@link TrackMetrics#labels()}.
   */
  String[] labels() default {};

  /** Returns a class that gives further labels. {@link LabelExtractor} itself: none. */
  Class<? extends LabelExtractor> labelExtractor() default LabelExtractor.class;
}
