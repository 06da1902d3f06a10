// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.CallLine;
import io.meterweave.record.OpenCall;
import io.meterweave.spec.CallTargets;
import org.jspecify.annotations.Nullable;

/**
 * Opens the calls of a method that is switched off and that overrides a measured one, so that the
 * latter finds that it is called by {@code super.m()}. Immutable.
 *
 * @param line how its calls stand to others; its receiver is the first value that is captured
 */
record UnrecordedPlan(CallLine line) implements OpenPlan {
  @Override
  public @Nullable Object open(
      long start,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    if (start == CallTargets.NOT_STARTED) {
      return null;
    }
    try {
      return OpenCall.unrecorded(line, first, start);
    } catch (Throwable failure) {
      if (!(failure instanceof VirtualMachineError)) {
        Incidents.swallow(Incidents.Kind.RECORD, line.function(), failure);
      }
      return null;
    }
  }
}
