// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.record.Family;
import io.meterweave.record.FamilySeries;
import org.jspecify.annotations.Nullable;

/**
 * A series that is made at its first recording, so that nothing shows a zero that was never
 * measured.
 *
 * <p>Thread-safe; after the first use it is a field.
 */
final class Series<S extends FamilySeries> {
  private final Family<S> family;
  private final String[] labels;
  private volatile @Nullable S series;

  Series(Family<S> family, String... labels) {
    this.family = family;
    this.labels = labels;
  }

  S get() {
    S made = series;
    if (made == null) {
      made = family.with(labels);
      series = made;
    }
    return made;
  }
}
