// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.MethodRules;

/** The rules by which the agent weaves. Immutable. */
final class RulesCheck implements MethodCheck {
  @Override
  public void check(Subject subject, Complaints complaints, Reporter reporter) {
    MethodRules.check(subject.marks(), complaints);
  }
}
