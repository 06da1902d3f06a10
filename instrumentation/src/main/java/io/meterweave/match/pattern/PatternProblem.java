// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

/**
 * A text that is no pattern; the message says at which character, what is wrong, and the way out.
 */
public final class PatternProblem extends Exception {
  private static final long serialVersionUID = 1L;

  PatternProblem(String message) {
    super(message, null, false, false);
  }

  /** Returns what is wrong; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
