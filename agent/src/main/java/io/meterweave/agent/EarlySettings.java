// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the configuration may name methods, before the configuration is read: then any class
 * may be one to weave.
 *
 * <p>Thread-safe: no state. It never throws; in doubt the answer is yes.
 */
final class EarlySettings {
  private static final String PROPERTY = "meterweave.";
  private static final String VARIABLE = "METERWEAVE_";

  /** The file that is read without being named. */
  private static final String FILE = "meterweave.yaml";

  private EarlySettings() {}

  /** Returns whether a setting, or a file with settings, may name methods. */
  static boolean mayNameMethods(@Nullable String agentArguments) {
    try {
      return mayNameMethods(agentArguments, System.getProperties(), System.getenv())
          || new File(FILE).exists();
    } catch (RuntimeException notAllowedToRead) {
      return true;
    }
  }

  static boolean mayNameMethods(
      @Nullable String agentArguments, Properties properties, Map<String, String> environment) {
    if (agentArguments != null && isAboutMethods(agentArguments)) {
      return true;
    }
    for (Object name : properties.keySet()) {
      if (name instanceof String text && text.startsWith(PROPERTY) && isAboutMethods(text)) {
        return true;
      }
    }
    for (String name : environment.keySet()) {
      if (name.startsWith(VARIABLE) && isAboutMethods(name)) {
        return true;
      }
    }
    return false;
  }

  /** The keys are {@code methods}, and {@code config.file}, which names a file with more. */
  private static boolean isAboutMethods(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("methods") || lower.contains("config");
  }
}
