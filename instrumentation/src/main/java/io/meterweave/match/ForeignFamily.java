// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * The annotations of another library, and what they ask for in its own words.
 *
 * <p>Immutable.
 */
interface ForeignFamily extends MarkFamily {
  /**
   * Adds what one of its annotations asks for.
   *
   * @param mark an annotation of this family that asks for a measurement
   * @param declaration where it stands
   */
  void read(Mark mark, Declaration declaration, ForeignRequests requests);
}
