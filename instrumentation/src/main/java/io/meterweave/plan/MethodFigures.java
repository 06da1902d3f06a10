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
 * @param meanSeconds the mean duration; NaN without calls, and where only their number is wanted
 */
public record MethodFigures(
    int method, MethodSpec spec, long calls, long errors, double meanSeconds) {

  /** Returns the figures of both together, as those of this one: a proxy's beside the method's. */
  public MethodFigures with(MethodFigures other) {
    long all = calls + other.calls;
    double sumSeconds = sumSeconds() + other.sumSeconds();
    return new MethodFigures(
        method, spec, all, errors + other.errors, all == 0 ? Double.NaN : sumSeconds / all);
  }

  private double sumSeconds() {
    return calls == 0 ? 0 : meanSeconds * calls;
  }
}
