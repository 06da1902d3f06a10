// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule for a path: names with dots between, such as {@code order.customer.tier}. */
public final class LabelPath {
  private LabelPath() {}

  /** Checks a path that may not be empty. */
  public static @Nullable Problem check(String path) {
    if (path.isEmpty()) {
      return new Problem("A path is empty; name a parameter, such as {order.customer.tier}.");
    }
    if (path.startsWith("{") && path.endsWith("}")) {
      return new Problem("The path \"" + path + "\" stands in braces; write it without them here.");
    }
    for (String segment : segments(path)) {
      if (!isSegment(segment)) {
        return new Problem(
            "The path \""
                + path
                + "\" is invalid: "
                + (segment.endsWith("()")
                    ? "write \"" + segment.substring(0, segment.length() - 2) + "\" without ()."
                    : "names with one dot between, such as order.customer.tier."));
      }
    }
    return null;
  }

  /** Returns the names between the dots; an empty path has none. */
  public static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int from = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
      segments.add(path.substring(from, dot));
      from = dot + 1;
    }
    if (!path.isEmpty()) {
      segments.add(path.substring(from));
    }
    return segments;
  }

  /** A Java name, or a map's key with a hyphen in it. */
  private static boolean isSegment(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '-') {
        return false;
      }
    }
    return !segment.isEmpty();
  }
}
