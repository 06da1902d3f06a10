// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.ArgumentReader;
import org.jspecify.annotations.Nullable;

/**
 * Gives a word for how a call ended; read at its end, where the second value is what it threw.
 *
 * <p>Immutable.
 */
record OutcomeReader(String returned, String threw) implements ArgumentReader {
  @Override
  public Object read(
      @Nullable Object result,
      @Nullable Object thrown,
      @Nullable Object third,
      @Nullable Object @Nullable [] kept) {
    return thrown == null ? returned : threw;
  }
}
