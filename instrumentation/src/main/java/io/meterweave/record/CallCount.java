// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Arrays;

/** Knows how many calls ended. Thread-safe. */
interface CallCount {
  /** Returns how many. */
  long count();

  /** Returns some counts and one more. */
  static CallCount[] append(CallCount[] counts, CallCount more) {
    CallCount[] all = Arrays.copyOf(counts, counts.length + 1);
    all[counts.length] = more;
    return all;
  }
}
