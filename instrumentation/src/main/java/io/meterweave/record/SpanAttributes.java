// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a method's spans that are read at the same moment of a call.
 *
 * <p>Thread-safe. A null is left out, as is a value whose {@code toString} fails; texts are cut at
 * 4 KiB.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
public record SpanAttributes(String[] keys, ArgumentReader[] readers) {
  boolean isEmpty() {
    return keys.length == 0;
  }

  /** Returns some attributes and these. */
  Attributes with(
      Attributes others,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] more) {
    AttributesBuilder attributes = others.toBuilder();
    for (int i = 0; i < readers.length; i++) {
      put(attributes, keys[i], readers[i].read(first, second, third, more));
    }
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String key, @Nullable Object value) {
    if (value instanceof String text) {
      attributes.put(key, Names.cut(text, Names.MAX_TEXT));
    } else if (value instanceof Boolean flag) {
      attributes.put(AttributeKey.booleanKey(key), flag);
    } else if (value instanceof Double || value instanceof Float) {
      attributes.put(AttributeKey.doubleKey(key), ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      attributes.put(AttributeKey.longKey(key), ((Number) value).longValue());
    } else if (value != null) {
      String text = LabelKey.text(value);
      if (text != null) {
        attributes.put(key, Names.cut(text, Names.MAX_TEXT));
      }
    }
  }
}
