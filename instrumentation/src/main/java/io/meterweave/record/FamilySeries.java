// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/** One series of a metric. Thread-safe. */
public abstract class FamilySeries {
  private @Nullable SeriesLabels labels;

  FamilySeries() {}

  /**
   * Returns the labels, kept from the first time on. Made when somebody collects, so that a series
   * is made without them.
   *
   * @param attributes always the same
   */
  final SeriesLabels labels(Attributes attributes) {
    SeriesLabels known = labels;
    if (known == null) {
      known = new SeriesLabels(attributes);
      labels = known;
    }
    return known;
  }

  /** Shows what the series holds now, which may be nothing. */
  abstract void show(SeriesLabels labels, SeriesSink sink);

  /** Returns how much was recorded; asked of a series that takes what is beyond a limit. */
  abstract long recordings();
}
