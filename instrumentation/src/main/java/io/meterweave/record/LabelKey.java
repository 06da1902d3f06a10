// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a label's value while its series is looked up: the value itself where it is one
 * of the JDK's small constants, else its text, so that nothing of the application is held on to. A
 * throwable and a class are the name of their class.
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
    if (isConstant(value)) {
      return value;
    }
    if (value instanceof Throwable || value instanceof Class) {
      return Names.cut(typeName(value), Names.MAX_VALUE);
    }
    String text = text(value);
    return text == null ? Names.NONE : Names.cut(text, Names.MAX_VALUE);
  }

  /** The box of a primitive is its own key: making its text would allocate at each call. */
  private static boolean isConstant(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Character
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Float;
  }

  private static String typeName(Object value) {
    return (value instanceof Class<?> type ? type : value.getClass()).getName();
  }

  /**
   * Returns what {@code toString} gives, or null if it fails; of a throwable only its class, never
   * its message.
   */
  static @Nullable String text(Object value) {
    if (value instanceof Throwable || value instanceof Class) {
      return typeName(value);
    }
    int[] reading = Reading.begin();
    try {
      return value.toString();
    } catch (Throwable failure) {
      Incidents.swallow(
          Incidents.Kind.USER_CODE, "toString of " + value.getClass().getName(), failure);
      return null;
    } finally {
      reading[0]--;
    }
  }
}
