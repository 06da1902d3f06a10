// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * A mark on a parameter.
 *
 * <p>Immutable.
 *
 * @param index the parameter's index from 0, without {@code this}
 */
record ParameterMark(int index, Mark mark) {}
