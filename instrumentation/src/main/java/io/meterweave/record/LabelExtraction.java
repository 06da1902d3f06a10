// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class of the application's that gives labels. Thread-safe; does not throw. */
public interface LabelExtraction {
  /**
   * Returns the labels of a call, or null if there are none or it failed.
   *
   * @param arguments the arguments, boxed
   * @param result what the call returned, boxed; null for void and for a call that threw
   * @param thrown what the call threw, or null
   */
  @Nullable Map<?, ?> labels(
      @Nullable Object[] arguments, @Nullable Object result, @Nullable Throwable thrown);
}
