// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import org.jspecify.annotations.Nullable;

/** A plan whose calls have a state. Immutable. */
interface OpenPlan {
  /**
   * The start of a call.
   *
   * @param start when it began
   * @param others what was captured beyond three values
   * @return the state for its end
   */
  @Nullable Object open(
      long start,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others);

  default @Nullable Object open(long start) {
    return open(start, null, null, null, null);
  }

  default @Nullable Object open(long start, @Nullable Object first) {
    return open(start, first, null, null, null);
  }

  default @Nullable Object open(long start, @Nullable Object first, @Nullable Object second) {
    return open(start, first, second, null, null);
  }

  default @Nullable Object open(
      long start, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
    return open(start, first, second, third, null);
  }
}
