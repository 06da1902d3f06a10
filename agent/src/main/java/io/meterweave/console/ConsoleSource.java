// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

/**
 * What the console shows: the rest of the agent, seen from here.
 *
 * <p>All methods but {@link #identity()} are called by one thread of the console at a time, never
 * by an event loop, so they may take their time; what they throw becomes an answer 500 and an
 * incident.
 */
public interface ConsoleSource {
  /** Returns who is measured; asked once, when the server starts. */
  Identity identity();

  /**
   * Returns the metrics in the format that suits the client best; they are collected and written
   * when their text is.
   *
   * @param accept the request's {@code Accept} header, empty if there is none
   */
  Exposition metrics(String accept);

  /** Returns everything that the console's first page shows. */
  Overview overview();

  /**
   * Switches woven methods, until it is done again or the program ends.
   *
   * @param id {@link MethodRow#id()}, or {@code *} for all, those that are woven later too
   * @return how many woven methods that concerns
   */
  int switchMethods(String id, boolean isOn);
}
