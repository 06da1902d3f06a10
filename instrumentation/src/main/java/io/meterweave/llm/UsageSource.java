// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import org.jspecify.annotations.Nullable;

/** Tells the token usage of a call by its result. Thread-safe; does not throw. */
interface UsageSource {
  /** Returns what a result says about usage. */
  UsageReading read(@Nullable Object result);
}
