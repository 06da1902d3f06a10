// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one method, as one text.
 *
 * <p>Confined to the thread that reads the class.
 */
final class Problems {
  private final StringBuilder text = new StringBuilder();

  /** Adds a problem, if it is one, and returns whether there was none. */
  boolean isFine(@Nullable Problem problem) {
    if (problem != null) {
      add(problem.message());
    }
    return problem == null;
  }

  void add(String message) {
    text.append(text.length() == 0 ? "" : " ").append(message);
  }

  boolean isEmpty() {
    return text.length() == 0;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
