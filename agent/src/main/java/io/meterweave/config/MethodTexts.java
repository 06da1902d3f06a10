// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.spec.ConfigValue;
import java.util.List;

/**
 * Takes {@code methods=pattern;pattern} apart.
 *
 * <p>Thread-safe: no state.
 */
final class MethodTexts {
  private MethodTexts() {}

  static void addTo(List<ConfigValue> methods, ConfigSource source) {
    ConfigSource.Setting setting = source.own(ConfigKey.METHODS.key());
    if (setting != null) {
      addTo(methods, setting.value(), source.where(setting));
    }
  }

  /** Adds each pattern between semicolons as an entry of its own. */
  static void addTo(List<ConfigValue> methods, String value, String place) {
    int from = 0;
    while (from <= value.length()) {
      int semicolon = value.indexOf(';', from);
      int end = semicolon < 0 ? value.length() : semicolon;
      String pattern = value.substring(from, end).trim();
      if (!pattern.isEmpty()) {
        methods.add(new ConfigValue.Text(pattern, true, place));
      }
      from = end + 1;
    }
  }
}
