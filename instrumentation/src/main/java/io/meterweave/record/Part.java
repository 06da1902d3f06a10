// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;

/** One of the metrics that a method records into, or some that have their labels in common. */
abstract class Part {
  private final PartLabels labels;

  Part(PartLabels labels) {
    this.labels = labels;
  }

  final PartLabels labels() {
    return labels;
  }

  /** Returns whether each family has the series or room for it. */
  abstract boolean accepts(Attributes series);

  /** Says of each family that has no room left that it has none, once. */
  abstract void sayWhatIsFull();

  /** Adds what a call records under these labels; {@link OverflowLabels#ALL} are the rest's. */
  abstract void addTo(CallCells.Builder cells, Attributes series);
}
