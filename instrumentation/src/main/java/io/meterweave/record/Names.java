// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.LabelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Metric names, label keys and label values as Prometheus will show them.
 *
 * <p>Immutable. The rules are those of OpenTelemetry's Prometheus exporter, so that what is
 * distinct here stays distinct there and a name leaves as it came.
 */
final class Names {
  static final int MAX_VALUE = 256;
  static final int MAX_TEXT = 4 * 1024;
  static final String NONE = LabelSpec.NONE;

  private static final String[] RESERVED_SUFFIXES = {"_total", "_created", "_bucket", "_info"};

  private Names() {}

  /** Returns a metric name of letters, digits, colons and single underscores. */
  static String metric(String name) {
    StringBuilder escaped = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isKept = isLetter(c) || c == ':' || (isDigit(c) && i > 0);
      append(escaped, c, isKept);
    }
    String metric = escaped.toString();
    return metric.isEmpty() || metric.equals("_") ? "unnamed" : metric;
  }

  /** Returns a label key that no format refuses. */
  static String labelKey(String key) {
    StringBuilder escaped = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      append(escaped, c, isLetter(c) || isDigit(c));
    }
    String name = escaped.toString();
    if (name.isEmpty() || name.equals("_")) {
      return "label";
    }
    if (name.equals("le") || name.equals("quantile")) {
      return "exported_" + name;
    }
    return isDigit(name.charAt(0)) ? "key_" + name : name;
  }

  private static void append(StringBuilder escaped, char c, boolean isKept) {
    if (isKept) {
      escaped.append(c);
    } else if (escaped.isEmpty() || escaped.charAt(escaped.length() - 1) != '_') {
      escaped.append('_');
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns the name without the suffixes that a format adds by itself. */
  static String base(String name) {
    String base = name;
    for (int i = 0; i < RESERVED_SUFFIXES.length; i++) {
      String suffix = RESERVED_SUFFIXES[i];
      if (base.equals(suffix)) {
        return base.substring(1);
      }
      if (base.endsWith(suffix)) {
        base = base.substring(0, base.length() - suffix.length());
        i = -1;
      }
    }
    return base;
  }

  /** Returns every name under which a family of that type appears in an exposition. */
  static List<String> exposed(String name, MetricKind kind) {
    String base = base(name);
    List<String> all = new ArrayList<>(List.of(base));
    if (kind.isCounter()) {
      all.add(base + "_total");
      all.add(base + "_created");
    } else if (kind.isHistogram() || kind.isSummary()) {
      if (kind.isHistogram()) {
        all.add(base + "_bucket");
      }
      all.add(base + "_sum");
      all.add(base + "_count");
      all.add(base + "_created");
    }
    return all;
  }

  /** Returns a label value of at most 256 characters, without NUL and lone surrogates. */
  static String labelValue(String value) {
    String cut = cut(value, MAX_VALUE);
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return repaired(cut);
      }
    }
    return cut;
  }

  private static String repaired(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); ) {
      int point = value.codePointAt(i);
      boolean isLone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      text.appendCodePoint(point == 0 || isLone ? 0xFFFD : point);
      i += Character.charCount(point);
    }
    return text.toString();
  }

  /** Returns at most so many characters of a text, never half a surrogate pair. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
