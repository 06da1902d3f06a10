// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a method's spans that are read at the same moment of a call.
 *
 * <p>Thread-safe. A null is left out, as is a value whose {@code toString} fails; texts are cut at
 * 4 KiB.
 */
public final class SpanAttributes {
  private final AttributeKey<String>[] keys;
  private final ArgumentReader[] readers;

  /** Makes attributes; where two have the same key, the last one counts. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  public SpanAttributes(String[] keys, ArgumentReader[] readers) {
    Map<String, ArgumentReader> byKey = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      byKey.remove(keys[i]);
      if (!keys[i].isEmpty()) {
        byKey.put(keys[i], readers[i]);
      }
    }
    this.keys = new AttributeKey[byKey.size()];
    this.readers = byKey.values().toArray(new ArgumentReader[0]);
    int at = 0;
    for (String key : byKey.keySet()) {
      this.keys[at] = AttributeKey.stringKey(key);
      at++;
    }
  }

  boolean isEmpty() {
    return keys.length == 0;
  }

  /** Returns those of some attributes that none of these replaces. */
  Attributes beside(Attributes others) {
    AttributesBuilder left = others.toBuilder();
    for (AttributeKey<String> key : keys) {
      left.removeIf(other -> other.getKey().equals(key.getKey()));
    }
    return left.build();
  }

  /**
   * Returns some attributes and these.
   *
   * @param others what {@link #beside} returned
   */
  Attributes with(
      Attributes others,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] more) {
    @Nullable Object[] values = new @Nullable Object[readers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(readers[i].read(first, second, third, more));
    }
    return new CallAttributes(others, keys, values);
  }

  private static @Nullable Object value(@Nullable Object read) {
    if (read instanceof String text) {
      return Names.cut(text, Names.MAX_TEXT);
    }
    if (read == null || read instanceof Boolean || read instanceof Long || read instanceof Double) {
      return read;
    }
    if (read instanceof Float) {
      return ((Number) read).doubleValue();
    }
    if (read instanceof Integer || read instanceof Short || read instanceof Byte) {
      return ((Number) read).longValue();
    }
    String text = LabelKey.text(read);
    return text == null ? null : Names.cut(text, Names.MAX_TEXT);
  }
}
