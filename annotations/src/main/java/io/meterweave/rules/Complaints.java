// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

/** Takes what is wrong, and where. */
@FunctionalInterface
public interface Complaints {
  /**
   * Takes a problem.
   *
   * @param where the annotation that is wrong
   * @param element the element of it that is wrong; empty for the annotation as a whole
   */
  void add(Written where, String element, Problem problem);
}
