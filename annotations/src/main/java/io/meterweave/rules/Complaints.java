// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

/** Takes what is wrong, and where. */
@FunctionalInterface
public interface Complaints {
  /** Not one item of an array, but the element. */
  int WHOLE = -1;

  /**
   * Takes a problem.
   *
   * @param where the annotation that is wrong
   * @param element the element of it that is wrong; empty for the annotation as a whole
   * @param item the index in the element's array; {@link #WHOLE} for the element as a whole
   */
  void add(Written where, String element, int item, Problem problem);

  /**
   * Takes a problem that costs no more than a label or an attribute: a path that leads nowhere, or
   * one that has nothing to go onto.
   */
  default void addMinor(Written where, String element, int item, Problem problem) {
    add(where, element, item, problem);
  }
}
