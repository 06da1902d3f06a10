// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose look-ups are the calls of a method: {@code cache_hits_total} and {@code
 * cache_misses_total}.
 *
 * <p>Immutable.
 *
 * @param cacheName the value of the label {@code cache_type}
 * @param hit where a boolean says whether it was a hit; null: a result that is neither null nor an
 *     empty {@code Optional} is one
 * @param labels further labels in the order they were written; keys are distinct
 */
public record CacheSpec(String cacheName, @Nullable PathSpec hit, List<LabelSpec> labels) {
  /** Copies the list. */
  public CacheSpec {
    labels = List.copyOf(labels);
  }
}
