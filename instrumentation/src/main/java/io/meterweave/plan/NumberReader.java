// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.ArgumentReader;
import io.meterweave.record.EndReaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number when a call begins: of a collection its length then, whatever the call does to it.
 *
 * <p>Immutable.
 *
 * @param of where it is read
 * @param numbers what makes a number of it
 */
record NumberReader(ArgumentReader of, EndReaders numbers) implements ArgumentReader {
  @Override
  public @Nullable Object read(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    Object value = of.read(first, second, third, others);
    if (value == null || value instanceof Number) {
      return value;
    }
    double number = numbers.number(value);
    return Double.isNaN(number) ? null : (Object) number;
  }
}
