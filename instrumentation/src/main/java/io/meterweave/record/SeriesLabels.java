// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a series, and what a format makes of them, which is kept with the series.
 *
 * <p>Thread-safe: what is kept is immutable, and made again if two threads miss it at once.
 */
public final class SeriesLabels {
  private final Attributes attributes;
  private @Nullable Object form;

  SeriesLabels(Attributes attributes) {
    this.attributes = attributes;
  }

  /** Returns them as OpenTelemetry has them. */
  public Attributes attributes() {
    return attributes;
  }

  /**
   * Returns them as a format has them.
   *
   * @param type an immutable type
   * @param make makes it, at the first time
   */
  public <T> T as(Class<T> type, Function<Attributes, T> make) {
    Object known = form;
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T made = make.apply(attributes);
    form = made;
    return made;
  }

  /** Returns all keys, then all values: in the order of these, Prometheus sorts its series. */
  String[] texts() {
    List<String> texts = new ArrayList<>();
    attributes.forEach((key, value) -> texts.add(key.getKey()));
    attributes.forEach((key, value) -> texts.add(value.toString()));
    return texts.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
