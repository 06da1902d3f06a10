// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.spec.MethodSpec;

/**
 * How a woven method has done so far.
 *
 * <p>Immutable.
 *
 * @param method the number of the woven method; the first, where one method is woven in several
 *     class loaders
 * @param spec what was asked for
 * @param calls how many calls ended
 * @param errors how many of them threw
 * @param timed how many of them were timed
 * @param sumSeconds how long those took together
 */
public record MethodFigures(
    int method, MethodSpec spec, long calls, long errors, long timed, double sumSeconds) {

  /** Returns the mean duration; NaN if no call was timed. */
  public double meanSeconds() {
    return timed == 0 ? Double.NaN : sumSeconds / timed;
  }

  /** Returns the figures of both together, as those of this one: a proxy's beside the method's. */
  public MethodFigures with(MethodFigures other) {
    return new MethodFigures(
        method,
        spec,
        calls + other.calls,
        errors + other.errors,
        timed + other.timed,
        sumSeconds + other.sumSeconds);
  }
}
