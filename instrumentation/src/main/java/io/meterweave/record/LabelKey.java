// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a label's value while its series is looked up: the value itself where it is one
 * of the JDK's small constants, else its text, so that nothing of the application is held on to.
 *
 * <p>Immutable. A {@code toString} that fails gives {@code none} and is counted.
 */
final class LabelKey {
  private LabelKey() {}

  static Object of(@Nullable Object value) {
    if (value == null) {
      return Names.NONE;
    }
    if (value instanceof String text) {
      return text.length() <= Names.MAX_VALUE ? text : Names.cut(text, Names.MAX_VALUE);
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      return value;
    }
    String text = text(value);
    return text == null ? Names.NONE : Names.cut(text, Names.MAX_VALUE);
  }

  /** Returns what {@code toString} gives, or null if it fails. */
  static @Nullable String text(Object value) {
    try {
      return value.toString();
    } catch (Throwable failure) {
      Incidents.swallow(
          Incidents.Kind.USER_CODE, "toString of " + value.getClass().getName(), failure);
      return null;
    }
  }
}
