// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.util.Locale;

/**
 * Reads an {@code Accept-Encoding} header (RFC 9110, section 12.5.3).
 *
 * <p>Thread-safe: no state. What cannot be read counts as not said.
 */
final class AcceptEncoding {
  private AcceptEncoding() {}

  /** Tells whether the client takes gzip, and would not rather have the plain text. */
  static boolean prefersGzip(String header) {
    double gzip = -1;
    double identity = -1;
    double anything = -1;
    for (String element : header.split(",", 64)) {
      String[] parts = element.split(";", 8);
      double quality = quality(parts);
      switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> gzip = Math.max(gzip, quality);
        case "identity" -> identity = quality;
        case "*" -> anything = quality;
        default -> {
          // A coding that we do not have.
        }
      }
    }
    double wish = gzip >= 0 ? gzip : anything;
    return wish > 0 && wish >= identity;
  }

  /** Returns the element's quality, 0 to 1; 0 for one that cannot be read. */
  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        return number(parameter.substring(2).strip());
      }
    }
    return 1;
  }

  private static double number(String text) {
    if (text.isEmpty() || text.length() > 5 || (text.charAt(0) != '0' && text.charAt(0) != '1')) {
      return 0;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 1 ? c != '.' : c < '0' || c > '9') {
        return 0;
      }
    }
    return Math.min(1, Double.parseDouble(text));
  }
}
