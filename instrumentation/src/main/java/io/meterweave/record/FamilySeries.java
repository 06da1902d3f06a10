// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;

/** One series of a metric. Thread-safe. */
public abstract class FamilySeries {
  FamilySeries() {}

  /** Shows what the series holds now, which may be nothing. */
  abstract void show(Attributes labels, SeriesSink sink);

  /** Returns how much was recorded; asked of a series that takes what is beyond a limit. */
  abstract long recordings();
}
