// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.ArgumentReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a label's value, with a word of its own for null.
 *
 * <p>Immutable.
 */
record PresentReader(ArgumentReader of, String absent) implements ArgumentReader {
  @Override
  public Object read(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    Object value = of.read(first, second, third, others);
    return value == null ? absent : value;
  }
}
