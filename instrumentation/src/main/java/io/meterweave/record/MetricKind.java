// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/** What a family of series holds. */
enum MetricKind {
  /** A count. */
  COUNTER,
  /** A sum of amounts that need not be whole. */
  AMOUNT,
  /** A value that goes up and down. */
  GAUGE,
  /** Durations by bucket. */
  HISTOGRAM;

  boolean isCounter() {
    return this == COUNTER || this == AMOUNT;
  }

  /** The value of the label {@code type} of {@code meterweave_series}. */
  String label() {
    return switch (this) {
      case COUNTER, AMOUNT -> "counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
    };
  }
}
