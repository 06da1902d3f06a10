// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.metrics.data.Data;

/** A metric as the collection sees it. Thread-safe. */
interface Collected {
  FamilySpec spec();

  /** Has every series shown that has something to show. */
  void show(SeriesSink sink);

  /** Returns the points of all series, which may be none. */
  Data<?> points(Collecting at);

  /** Returns how many series there are. */
  int size();

  /** Returns how many recordings the overflow series took. */
  long overflowed();
}
