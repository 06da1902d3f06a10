// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * What a person wrote into the configuration, and where, so that a message can name the place.
 *
 * <p>Immutable.
 */
public sealed interface ConfigValue {
  /** Returns where it stands, such as {@code meterweave.yaml:12:5} (line and column from 1). */
  String place();

  /**
   * One value.
   *
   * @param text as it was written, without quotes; empty for nothing
   * @param isQuoted whether it stood in quotes, so that {@code "true"} is a text
   */
  record Text(String text, boolean isQuoted, String place) implements ConfigValue {}

  /** A list of values. */
  record Items(List<ConfigValue> items, String place) implements ConfigValue {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Values by name, in the order they were written; names are distinct. */
  record Fields(List<Field> fields, String place) implements ConfigValue {
    /** Copies the list. */
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A name and its value.
   *
   * @param place where the name stands
   */
  record Field(String name, String place, ConfigValue value) {}
}
