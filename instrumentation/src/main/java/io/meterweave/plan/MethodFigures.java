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
 * @param meanSeconds the mean duration, NaN without calls
 */
public record MethodFigures(
    int method, MethodSpec spec, long calls, long errors, double meanSeconds) {}
