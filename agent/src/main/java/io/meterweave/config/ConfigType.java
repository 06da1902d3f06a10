// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What kind of value a setting takes.
 *
 * <p>Immutable. A text that is no such value parses to null.
 */
public enum ConfigType {
  /** A {@link Boolean}. */
  SWITCH("true or false"),
  /** An {@link Integer}: a TCP port, 0 for any free one. */
  PORT("a number from 0 to 65535"),
  /** An {@link Integer}: how many. */
  COUNT("a whole number from 1 to 1000000"),
  /** A {@link Double}: a part of the whole. */
  SHARE("a number from 0 to 1, such as 0.1"),
  /** A {@link String}: how much is said on standard error. */
  LEVEL("one of off, error, warn, info, debug"),
  /** A {@link String}: whether something is done, or the agent finds out. */
  MODE("one of auto, on, off"),
  /** A {@link String}. */
  TEXT("text");

  private static final int MAX_PORT = 65535;
  private static final int MAX_COUNT = 1_000_000;
  private static final int MAX_DIGITS = 7;

  private final String expected;

  ConfigType(String expected) {
    this.expected = expected;
  }

  /** Returns what a value looks like, for messages: {@code a number from 0 to 65535}. */
  public String expected() {
    return expected;
  }

  @Nullable Object parse(String text) {
    String value = text.trim();
    return switch (this) {
      case SWITCH -> parseSwitch(value.toLowerCase(Locale.ROOT));
      case PORT -> parseNumber(value, 0, MAX_PORT);
      case COUNT -> parseNumber(value, 1, MAX_COUNT);
      case SHARE -> parseShare(value);
      case LEVEL -> parseLevel(value.toLowerCase(Locale.ROOT));
      case MODE -> parseMode(value.toLowerCase(Locale.ROOT));
      case TEXT -> value;
    };
  }

  private static @Nullable Boolean parseSwitch(String value) {
    return switch (value) {
      case "true", "yes", "on", "1" -> Boolean.TRUE;
      case "false", "no", "off", "0" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable String parseMode(String value) {
    return switch (value) {
      case "auto" -> value;
      case "on", "true", "yes", "1" -> "on";
      case "off", "false", "no", "0" -> "off";
      default -> null;
    };
  }

  private static @Nullable Integer parseNumber(String value, int least, int most) {
    if (value.isEmpty() || value.length() > MAX_DIGITS) {
      return null;
    }
    int number = 0;
    for (int i = 0; i < value.length(); i++) {
      char digit = value.charAt(i);
      if (digit < '0' || digit > '9') {
        return null;
      }
      number = number * 10 + (digit - '0');
    }
    return number < least || number > most ? null : number;
  }

  /** Plain digits with a point at most: what else the JDK takes for a number is a slip here. */
  private static @Nullable Double parseShare(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return null;
      }
    }
    try {
      double share = Double.parseDouble(value);
      return share <= 1 ? share : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static @Nullable String parseLevel(String value) {
    return switch (value) {
      case "off", "error", "warn", "info", "debug" -> value;
      default -> null;
    };
  }
}
