// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * What a pattern of the configuration has matched so far.
 *
 * <p>Immutable.
 *
 * @param place where it stands, such as {@code meterweave.yaml:12:12}
 * @param pattern its text
 * @param classes how many classes it matched
 * @param methods how many of their methods it matched, excluded ones among them
 */
public record PatternReport(String place, String pattern, int classes, int methods) {
  /**
   * Returns the sentence for somebody who wonders why nothing is measured.
   *
   * @param when until when, such as {@code " so far"}, or empty
   */
  public String nothingMatched(String when) {
    return place
        + ": the pattern \""
        + pattern
        + "\" has matched no method"
        + when
        + (classes == 0
            ? "; no class of that kind was loaded: check package and class (the JDK's and Meterweave's are"
                + " never woven)"
            : "; "
                + (classes == 1 ? "one class matches" : classes + " classes match")
                + ", but none of "
                + (classes == 1 ? "its" : "their")
                + " methods: check the name, the parameters and what stands before the name");
  }
}
