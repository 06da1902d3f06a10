// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import org.jspecify.annotations.Nullable;

/**
 * Reads a value from the captured arguments of a call. The first three come as they are, so that
 * most calls need no array.
 *
 * <p>Thread-safe. Does not throw, whatever code of the application it runs.
 */
public interface ArgumentReader {
  /** Returns the value, or null if it or anything on the way to it is null or cannot be read. */
  @Nullable Object read(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others);
}
