// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Guesses which key was meant.
 *
 * <p>Thread-safe: no state.
 */
final class NearestKey {
  private NearestKey() {}

  static boolean isKnown(String canonical) {
    for (ConfigKey key : ConfigKey.values()) {
      if (ConfigKey.canonical(key.key()).equals(canonical)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it is an older name of one of our settings. */
  static boolean isOlder(String canonical) {
    for (ConfigKey key : ConfigKey.values()) {
      for (ConfigKey.Alias alias : key.aliases()) {
        if (alias.form() == ConfigKey.Alias.Form.OLDER
            && ConfigKey.canonical(alias.name()).equals(canonical)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns {@code did you mean …?}, or the list of all keys where none is near. */
  static String hint(String canonical, ConfigOrigin.Source place) {
    ConfigKey nearest = nearest(canonical);
    if (nearest != null) {
      return "did you mean " + spell(nearest, place) + "?";
    }
    StringBuilder keys = new StringBuilder("the keys are");
    String separator = " ";
    for (ConfigKey key : ConfigKey.values()) {
      keys.append(separator).append(spell(key, place));
      separator = ", ";
    }
    return keys.toString();
  }

  /** Returns the key as it is written in that kind of place. */
  static String spell(ConfigKey key, ConfigOrigin.Source place) {
    return switch (place) {
      case SYSTEM_PROPERTY -> "meterweave." + key.key();
      case ENVIRONMENT ->
          "METERWEAVE_" + key.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      case AGENT_ARGUMENT, FILE, DEFAULT -> key.key();
    };
  }

  private static @Nullable ConfigKey nearest(String canonical) {
    ConfigKey nearest = null;
    int least = Math.max(2, canonical.length() / 3) + 1;
    for (ConfigKey key : ConfigKey.values()) {
      int distance = distance(canonical, key);
      if (distance < least) {
        nearest = key;
        least = distance;
      }
    }
    return nearest;
  }

  /** Returns the distance to the key, or to its last part, which is what people remember. */
  private static int distance(String canonical, ConfigKey key) {
    String name = ConfigKey.canonical(key.key());
    int whole = distance(canonical, name);
    boolean isItsEnd = name.endsWith("." + canonical) || canonical.endsWith("." + name);
    return isItsEnd ? Math.min(whole, 1) : whole;
  }

  /** Returns how many letters must be added, dropped or changed. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
