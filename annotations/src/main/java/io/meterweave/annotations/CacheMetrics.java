// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Counts the look-ups of a cache: {@code cache_hits_total} and {@code cache_misses_total}, with the
 * cache's name as the label {@code cache_type}.
 *
 * <p>A call that throws is neither a hit nor a miss.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface CacheMetrics {
  /** Returns the cache's name. */
  String cacheName();

  /**
   * Returns the path to a boolean that says whether it was a hit, such as {@code result.found}.
   * Empty: a result that is neither null nor an empty {@link java.util.Optional} is a hit.
   */
  String hit() default "";
}
