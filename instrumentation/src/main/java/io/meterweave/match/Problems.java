// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.Problem;
import io.meterweave.rules.Written;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one method, as one text; each is said once.
 *
 * <p>Confined to the thread that reads the class.
 */
final class Problems implements Complaints {
  private final Set<String> messages = new LinkedHashSet<>();

  @Override
  public void add(Written where, String element, int item, Problem problem) {
    String origin = where instanceof Mark mark ? mark.origin() : "";
    add(
        problem.at(where.simpleName(), element)
            + (origin.isEmpty() ? "" : " (It stands " + origin + ".)"));
  }

  /** Adds a problem, if it is one, and returns whether there was none. */
  boolean isFine(@Nullable Problem problem) {
    if (problem != null) {
      add(problem.message());
    }
    return problem == null;
  }

  void add(String message) {
    messages.add(message);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String message : messages) {
      text.append(text.length() == 0 ? "" : " ").append(message);
    }
    return text.toString();
  }
}
