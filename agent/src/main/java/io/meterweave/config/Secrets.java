// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.util.Locale;

/**
 * Hides what nobody may read in a log or on a page.
 *
 * <p>Thread-safe: no state.
 */
final class Secrets {
  private static final String MASK = "***";
  private static final String[] SECRET_WORDS = {
    "header", "token", "key", "password", "passwd", "secret", "credential", "authorization"
  };

  private Secrets() {}

  /**
   * Returns the value, or {@code ***} where the key's name says that it is a secret; a user and
   * password in front of a URL's host are hidden as well.
   */
  static String mask(String key, String value) {
    if (value.isEmpty()) {
      return value;
    }
    String name = key.toLowerCase(Locale.ROOT);
    for (String word : SECRET_WORDS) {
      if (name.contains(word)) {
        return MASK;
      }
    }
    return maskUserInfo(value);
  }

  private static String maskUserInfo(String value) {
    int host = value.indexOf("://");
    if (host < 0) {
      return value;
    }
    int from = host + 3;
    int slash = value.indexOf('/', from);
    int at = value.lastIndexOf('@', slash < 0 ? value.length() : slash);
    return at < from ? value : value.substring(0, from) + MASK + value.substring(at);
  }
}
