// SPDX-License-Identifier: Apache-2.0
package com.acme.named;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/** With annotations, what {@link Unmarked} gets from the configuration. */
public class Marked {
  /** Everything that can be written. */
  @TrackMetrics(
      name = "orders.place",
      labels = {"shop=main", "tier={tier}"},
      trackDuration = false,
      trackCalls = false,
      trackErrors = false,
      trackActive = true,
      description = "Orders that were placed.")
  @TraceOperation(
      name = "ask",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"peer=shop", "tier={tier}"})
  public int place(String tier) {
    return tier.length();
  }

  /** Nothing but the defaults. */
  @TrackMetrics
  @TraceOperation
  void plain() {}

  /** Buckets. */
  @TrackMetrics(buckets = {0.5, 1})
  static void timed() {}

  /** Asked for by the configuration as well. */
  @TrackMetrics(name = "mine")
  public void counted() {}
}
