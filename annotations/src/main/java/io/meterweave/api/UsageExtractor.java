// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

import org.jspecify.annotations.Nullable;

/**
 * Takes from a method's result what holds the token usage, where {@code TrackLlmUsage} would not
 * find it by itself.
 *
 * <p>The class needs a constructor without arguments that the annotated class may call; one
 * instance serves all calls of a method, from any thread. What it throws is counted and reported
 * once, never seen by the caller; the call then counts as one without usage.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UsageExtractor {
  /**
   * Returns what holds the usage: an SDK's usage or response object, a {@code Map}, a JSON text, or
   * any object with the usual accessors. Null: there is none.
   *
   * @param result what the method returned; never null
   */
  @Nullable Object usage(Object result);
}
