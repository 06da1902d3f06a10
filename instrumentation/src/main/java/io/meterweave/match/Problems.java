// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.Problem;
import io.meterweave.rules.Written;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one method, as one text; each is said once. Those that cost no more than a label
 * are kept apart.
 *
 * <p>Confined to the thread that reads the class.
 */
final class Problems implements Complaints {
  private final Set<String> messages = new LinkedHashSet<>();
  private final Set<String> leftOut = new LinkedHashSet<>();

  @Override
  public void add(Written where, String element, int item, Problem problem) {
    messages.add(text(where, element, problem));
  }

  @Override
  public void addMinor(Written where, String element, int item, Problem problem) {
    leftOut.add(text(where, element, problem));
  }

  /** Adds what the method is measured without, and why: whole sentences. */
  void leaveOut(String message) {
    leftOut.add(message);
  }

  /** What the method would be measured without forbids to measure it. */
  void forbidLeftOut() {
    messages.addAll(leftOut);
    leftOut.clear();
  }

  private static String text(Written where, String element, Problem problem) {
    String origin = where instanceof Mark mark ? mark.origin() : "";
    return problem.at(where.simpleName(), element)
        + (origin.isEmpty() ? "" : " (It stands " + origin + ".)");
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

  /** Returns whether nothing forbids to measure the method. */
  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Returns what the method is measured without, and why; empty if nothing is. */
  String leftOut() {
    return joined(leftOut);
  }

  @Override
  public String toString() {
    return joined(messages);
  }

  private static String joined(Set<String> messages) {
    StringBuilder text = new StringBuilder();
    for (String message : messages) {
      text.append(text.length() == 0 ? "" : " ").append(message);
    }
    return text.toString();
  }
}
