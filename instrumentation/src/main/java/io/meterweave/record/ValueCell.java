// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * Where one of a method's numbers is recorded under one set of labels.
 *
 * <p>Immutable.
 *
 * @param value the index of the {@code ValueSpec} among those of the method
 * @param series a {@link ValueHistogram} or a {@link LatestValue}
 */
record ValueCell(int value, FamilySeries series) {
  void record(double number) {
    if (series instanceof ValueHistogram histogram) {
      histogram.record(number);
    } else {
      ((LatestValue) series).record(number);
    }
  }
}
