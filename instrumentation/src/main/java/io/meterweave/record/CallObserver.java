// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * Sees how the calls of one method end, with their result; made once per method.
 *
 * <p>Thread-safe. What it throws is swallowed and counted; the call goes on.
 */
public interface CallObserver {
  /**
   * A call returned.
   *
   * @param result what it returned, boxed if primitive, null for void
   * @param elapsedNanos how long it took
   * @param span the call's span, which ends right after
   */
  void returned(@Nullable Object result, long elapsedNanos, Span span);

  /**
   * A call threw.
   *
   * @param thrown what left the method
   * @param elapsedNanos how long it took
   * @param span the call's span, which ends right after
   */
  void threw(Throwable thrown, long elapsedNanos, Span span);
}
