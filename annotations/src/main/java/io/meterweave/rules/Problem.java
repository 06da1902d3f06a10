// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

/**
 * What is wrong with something written in an annotation.
 *
 * <p>Immutable.
 *
 * @param message the value, what is wrong with it and the way out; one or more whole sentences
 */
public record Problem(String message) {
  /** Returns the message with the place before it: {@code @TrackMetrics(name): …}. */
  public String at(String type, String element) {
    return "@" + type + (element.isEmpty() ? "" : "(" + element + ")") + ": " + message;
  }
}
