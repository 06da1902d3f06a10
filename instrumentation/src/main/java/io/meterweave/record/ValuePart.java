// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.ValueSpec;
import io.opentelemetry.api.common.Attributes;
import java.util.List;

/** A number that a method records. Immutable. */
final class ValuePart extends Part {
  /** The bounds that OpenTelemetry has for plain numbers. */
  static final BucketLayout DEFAULT_BUCKETS =
      BucketLayout.of(
          List.of(
              0.0, 5.0, 10.0, 25.0, 50.0, 75.0, 100.0, 250.0, 500.0, 750.0, 1000.0, 2500.0, 5000.0,
              7500.0, 10_000.0));

  private final int index;
  private final Family<?> family;

  /**
   * Registers the metric.
   *
   * @param index which of the method's numbers it is
   */
  ValuePart(
      String function, int index, ValueSpec wanted, PartLabels labels, Instruments instruments) {
    super(labels);
    this.index = index;
    this.family = instruments.family(InstrumentTexts.family(function, wanted));
  }

  @Override
  boolean accepts(Attributes series) {
    return family.accepts(series);
  }

  @Override
  void sayWhatIsFull() {
    family.sayIfFull();
  }

  @Override
  void addTo(CallCells.Builder cells, Attributes series) {
    cells.value(new ValueCell(index, family.at(series)));
  }
}
