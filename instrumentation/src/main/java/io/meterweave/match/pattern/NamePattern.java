// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.List;

/**
 * The name of a type, with wildcards, asked with internal names ({@code com/acme/Order$Item}).
 *
 * <p>Immutable; a question allocates nothing.
 */
/*
 * Every loaded class is asked for its name first, so most answers must come from a look at the
 * first letters: what stands before the first wildcard is compared as a whole, before anything is
 * split into segments.
 *
 * A name of one segment (OrderService, *Service, *) is a simple name: it matches in every package,
 * and, unless it has a $ itself, a nested class by the name it was written with.
 *
 * Otherwise segments are compared one by one, where ".." stands for any number of them. As with a
 * star in a Glob, only the last ".." is ever tried again, so no text makes this slow.
 */
final class NamePattern {
  /** Stands for any number of packages. */
  static final String PACKAGES = "..";

  private final String[] segments;
  private final String literalStart;
  private final String written;

  /** Takes the segments between dots; {@link #PACKAGES} is one of its own. */
  NamePattern(String written, List<String> segments) {
    this.written = written;
    this.segments = segments.toArray(new String[0]);
    this.literalStart = literalStart(segments);
  }

  /** Returns whether it matches every name. */
  boolean isAny() {
    return segments.length == 1 && segments[0].equals("*");
  }

  boolean matches(String internalName) {
    return matches(internalName, 0, internalName.length());
  }

  /** Asks for a stretch of a text, such as the name inside a descriptor. */
  boolean matches(String text, int from, int to) {
    if (segments.length == 1) {
      return matchesSimpleName(text, from, to);
    }
    int length = literalStart.length();
    return to - from >= length
        && text.startsWith(literalStart, from)
        && matchesSegments(text, from, to);
  }

  private boolean matchesSimpleName(String text, int from, int to) {
    String simple = segments[0];
    int start = Math.max(from, text.lastIndexOf('/', to - 1) + 1);
    if (Glob.matches(simple, text, start, to)) {
      return true;
    }
    int nested = text.lastIndexOf('$', to - 2) + 1;
    return nested > start && simple.indexOf('$') < 0 && Glob.matches(simple, text, nested, to);
  }

  private boolean matchesSegments(String text, int from, int to) {
    int at = from;
    int next = 0;
    int packages = -1;
    int resume = from;
    while (at <= to) {
      int end = segmentEnd(text, at, to);
      if (next < segments.length && segments[next].equals(PACKAGES)) {
        packages = next++;
        resume = at;
      } else if (next < segments.length && Glob.matches(segments[next], text, at, end)) {
        next++;
        at = end + 1;
      } else if (packages >= 0) {
        next = packages + 1;
        resume = segmentEnd(text, resume, to) + 1;
        at = resume;
      } else {
        return false;
      }
    }
    return next == segments.length;
  }

  private static int segmentEnd(String text, int from, int to) {
    int slash = text.indexOf('/', from);
    return slash < 0 || slash > to ? to : slash;
  }

  /** Whole segments before the first wildcard, each with its slash. */
  private static String literalStart(List<String> segments) {
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < segments.size() - 1; i++) {
      String segment = segments.get(i);
      if (segment.equals(PACKAGES)) {
        break;
      }
      int star = segment.indexOf('*');
      if (star >= 0) {
        start.append(segment, 0, star);
        break;
      }
      start.append(segment).append('/');
    }
    return start.toString();
  }

  @Override
  public String toString() {
    return written;
  }
}
