// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * How names of other libraries stand in Prometheus. Nothing is ever wrong with a name; their
 * exporters change it until it fits.
 *
 * <p>All methods are pure.
 */
final class ForeignNames {
  private static final String[] RESERVED = {"_total", "_created", "_bucket", "_info"};

  private ForeignNames() {}

  /** Returns a counter's name as Micrometer's registry makes it: only one {@code _total}. */
  static String counter(String written) {
    String name = plain(written);
    for (int i = 0; i < RESERVED.length; i++) {
      if (name.endsWith(RESERVED[i]) && name.length() > RESERVED[i].length()) {
        name = name.substring(0, name.length() - RESERVED[i].length());
        i = -1; // another one may have come to the end
      }
    }
    return name + "_total";
  }

  /** Returns a timer's name as Micrometer's registry makes it. */
  static String timer(String written) {
    String name = plain(written);
    return name.endsWith("_seconds") ? name : name + "_seconds";
  }

  /** Returns a label's key as Micrometer's registry makes it: {@code __} is Prometheus's own. */
  static String label(String written) {
    String key = plain(written);
    while (key.startsWith("__")) {
      key = key.substring(1);
    }
    return key;
  }

  /** Returns a name with {@code _} for whatever Prometheus does not allow. */
  static String plain(String written) {
    StringBuilder plain = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean isDigit = c >= '0' && c <= '9';
      plain.append(isLetter || (isDigit && i > 0) ? c : '_');
    }
    return plain.toString();
  }

  /**
   * Returns a method's name as metric registries have it: a constructor is called like its class.
   */
  static String member(MarkedMethod method) {
    return method.isConstructor() ? method.owner().simpleName() : method.name();
  }

  /** Joins the parts of a name with dots, leaving out those that are empty. */
  static String join(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        joined.append(joined.length() == 0 ? "" : ".").append(part);
      }
    }
    return joined.toString();
  }
}
