// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the labels of a call that no path can tell, to the metrics of the annotation that names the
 * class as its {@code labelExtractor}.
 *
 * <p>The class needs a constructor without arguments that the annotated class may call; one
 * instance serves all calls of a method, from any thread. It is asked when a call ends, on the
 * thread on which it ends, and should be quick. The keys should always be the same; the values are
 * cut at 256 characters, a null is {@code none}, and a metric keeps at most 2,000 series. What it
 * throws is counted and reported once, never seen by the caller; the call is then recorded without
 * these labels.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LabelExtractor {
  /**
   * Returns the labels of a call; null: none.
   *
   * @param arguments the arguments as they were when the call began, primitives boxed; an array of
   *     its own
   * @param result what the call returned, boxed; null for a call that threw or returns nothing
   * @param error what the call threw; null for a call that returned
   */
  @Nullable Map<String, String> labels(
      @Nullable Object[] arguments, @Nullable Object result, @Nullable Throwable error);
}
