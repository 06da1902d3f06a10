// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;

/** One thing to check about a method. Confined to the compiler's thread. */
@FunctionalInterface
interface MethodCheck {
  /**
   * Checks a method.
   *
   * @param complaints takes what is wrong
   * @param reporter takes what may be wrong
   */
  void check(Subject subject, Complaints complaints, Reporter reporter);
}
