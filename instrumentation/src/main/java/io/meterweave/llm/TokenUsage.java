// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

/**
 * The tokens of one call in disjoint parts, which may be summed.
 *
 * <p>Immutable.
 *
 * @param input input that was neither read from a cache nor written to one
 * @param cacheRead input that came from a cache
 * @param cacheWrite input that was written to a cache
 * @param output output that the caller sees
 * @param reasoning output that the model kept to itself
 */
public record TokenUsage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {

  /** Returns all input, cached or not. */
  public long inputTotal() {
    return input + cacheRead + cacheWrite;
  }

  /** Returns all output, visible or not. */
  public long outputTotal() {
    return output + reasoning;
  }
}
