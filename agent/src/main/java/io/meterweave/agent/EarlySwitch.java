// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the agent was switched off, before anything of it is loaded.
 *
 * <p>Thread-safe: no state. It never throws; what it cannot read counts as not set.
 */
/*
 * It answers as MeterweaveConfig.enabled() does, in the same order of sources and names, but must
 * not see that class, which lives behind the agent's loader: a JVM in which the agent is off never
 * gets that loader. A test holds the two together.
 */
final class EarlySwitch {
  private static final int UNSET = -1;
  private static final int OFF = 0;
  private static final int ON = 1;

  private EarlySwitch() {}

  /** Returns whether the agent's argument, a system property or the environment says so. */
  static boolean isOff(@Nullable String agentArguments) {
    try {
      return isOff(
          agentArguments,
          System.getProperty("meterweave.enabled"),
          System.getProperty("otel.sdk.disabled"),
          System.getenv("METERWEAVE_ENABLED"),
          System.getenv("OTEL_SDK_DISABLED"));
    } catch (RuntimeException notAllowedToRead) {
      return false;
    }
  }

  static boolean isOff(
      @Nullable String agentArguments,
      @Nullable String property,
      @Nullable String otelProperty,
      @Nullable String variable,
      @Nullable String otelVariable) {
    int state = either(argument(agentArguments, false), argument(agentArguments, true));
    if (state == UNSET) {
      state = either(property, otelProperty);
    }
    if (state == UNSET) {
      state = either(variable, otelVariable);
    }
    return state == OFF;
  }

  /** Our name wins over OpenTelemetry's, which says the opposite. */
  private static int either(@Nullable String enabled, @Nullable String disabled) {
    if (enabled != null && !enabled.isBlank()) {
      return isFalse(enabled.trim().toLowerCase(Locale.ROOT)) ? OFF : ON;
    }
    if (disabled != null && !disabled.isBlank()) {
      return disabled.trim().equalsIgnoreCase("true") ? OFF : ON;
    }
    return UNSET;
  }

  private static boolean isFalse(String value) {
    return switch (value) {
      case "false", "no", "off", "0" -> true;
      default -> false;
    };
  }

  /** Returns the first value of a key in {@code key=value,key=value} that is not empty, or null. */
  private static @Nullable String argument(@Nullable String arguments, boolean isOtel) {
    if (arguments == null) {
      return null;
    }
    int from = 0;
    while (from < arguments.length()) {
      int end = pieceEnd(arguments, from);
      int equals = arguments.indexOf('=', from);
      if (equals >= from && equals < end) {
        String value = arguments.substring(equals + 1, end).trim();
        if (!value.isEmpty() && isKey(arguments.substring(from, equals), isOtel)) {
          return value;
        }
      }
      from = end + 1;
    }
    return null;
  }

  /** A comma after a backslash belongs to the value. */
  private static int pieceEnd(String arguments, int from) {
    int comma = arguments.indexOf(',', from);
    while (comma > from && arguments.charAt(comma - 1) == '\\') {
      comma = arguments.indexOf(',', comma + 1);
    }
    return comma < 0 ? arguments.length() : comma;
  }

  private static boolean isKey(String written, boolean isOtel) {
    String name = written.trim().toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    return isOtel
        ? name.equals("otel.sdk.disabled")
        : name.equals("enabled") || name.equals("meterweave.enabled");
  }
}
