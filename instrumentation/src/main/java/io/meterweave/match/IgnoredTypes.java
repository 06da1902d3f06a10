// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import org.jspecify.annotations.Nullable;

/**
 * The types that are never woven, by name: the JDK's, our own, and those without a name to find
 * them by again.
 *
 * <p>Thread-safe; allocates nothing. Only whole package names count: {@code javafx} and {@code
 * sunny.day} are applications.
 */
public final class IgnoredTypes {
  private static final String OURS = "io/meterweave/";

  /** The JDK's proxies for public interfaces: {@code jdk.proxy1}, {@code jdk.proxy2} … */
  private static final String PROXIES = "jdk/proxy";

  private IgnoredTypes() {}

  /**
   * Returns whether a type is never woven.
   *
   * @param internalName the name with slashes, or null for a class that has none
   */
  public static boolean isIgnored(@Nullable String internalName) {
    if (internalName == null || internalName.isEmpty()) {
      return true;
    }
    return switch (internalName.charAt(0)) {
          case 'j' ->
              internalName.startsWith("java/")
                  || (internalName.startsWith("jdk/") && !internalName.startsWith(PROXIES));
          case 's' -> internalName.startsWith("sun/");
          case 'c' -> internalName.startsWith("com/sun/");
          case 'n' -> internalName.startsWith("net/bytebuddy/");
          case 'i' -> isOurs(internalName);
          default -> false;
        }
        || isHidden(internalName);
  }

  /** What stands beside the application; everything else of ours it cannot see. */
  private static boolean isOurs(String internalName) {
    return internalName.startsWith(OURS)
        && (internalName.startsWith("agent/", OURS.length())
            || internalName.startsWith("annotations/", OURS.length())
            || internalName.startsWith("api/", OURS.length())
            || internalName.startsWith("processor/", OURS.length())
            || internalName.startsWith("rules/", OURS.length()));
  }

  /**
   * Hidden classes carry a slash and an address; lambda classes of old JDKs a mark of their own.
   */
  private static boolean isHidden(String internalName) {
    return internalName.contains("/0x") || internalName.contains("$$Lambda");
  }
}
