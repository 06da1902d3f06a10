// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one call: those that all calls of the method have, and values that were read.
 *
 * <p>Thread-safe. No two have the same key, and no more are kept than an array of values.
 */
@SuppressWarnings("AvoidObjectArrays") // as small as can be
final class CallAttributes implements Attributes {
  private final Attributes fixed;
  private final AttributeKey<String>[] keys;
  private final @Nullable Object[] values;
  private final int size;

  /**
   * Makes attributes.
   *
   * @param keys by the index of their values; of a value that is no text only the name is taken
   * @param values texts, booleans and numbers; null: left out
   */
  CallAttributes(Attributes fixed, AttributeKey<String>[] keys, @Nullable Object[] values) {
    this.fixed = fixed;
    this.keys = keys;
    this.values = values;
    int present = 0;
    for (Object value : values) {
      if (value != null) {
        present++;
      }
    }
    this.size = fixed.size() + present;
  }

  /** Returns the key of a value, by its type. */
  private AttributeKey<?> key(int at, Object value) {
    String name = keys[at].getKey();
    if (value instanceof Boolean) {
      return AttributeKey.booleanKey(name);
    }
    if (value instanceof Double) {
      return AttributeKey.doubleKey(name);
    }
    return value instanceof Long ? AttributeKey.longKey(name) : keys[at];
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(@Nullable AttributeKey<T> key) {
    if (key == null) {
      return null;
    }
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null && keys[i].getKey().equals(key.getKey())) {
        return key(i, value).getType() == key.getType() ? (T) value : null;
      }
    }
    return fixed.get(key);
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
    fixed.forEach(consumer);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        consumer.accept(key(i, value), value);
      }
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the same as OpenTelemetry has them. */
  private Attributes plain() {
    return Attributes.builder().putAll(this).build();
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    return plain().asMap();
  }

  @Override
  public AttributesBuilder toBuilder() {
    return plain().toBuilder();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || plain().equals(other instanceof CallAttributes same ? same.plain() : other);
  }

  @Override
  public int hashCode() {
    return plain().hashCode();
  }

  @Override
  public String toString() {
    return plain().toString();
  }
}
