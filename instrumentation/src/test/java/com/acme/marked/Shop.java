// SPDX-License-Identifier: Apache-2.0
package com.acme.marked;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;

/** Every element of the annotations, written well. */
public abstract class Shop {
  /** What is ordered. */
  public record Order(String tier) {}

  /** A marked component; the compiler copies the mark to its accessor. */
  public record Line(@Label("sku") String sku) {}

  @TrackMetrics
  void plain() {}

  @TrackMetrics(
      name = "orders.place",
      labels = {"shop=main", "tier={order.tier}", "amount={arg1}"},
      trackDuration = false,
      trackCalls = false,
      trackErrors = false,
      trackActive = true,
      buckets = {0.1, 1, 10},
      description = "Orders that were placed.")
  static int full(Order order, long amount, @Label(value = "how", path = "mode.name") Object how) {
    return 1;
  }

  @TraceOperation
  void span(@SpanAttribute("order.id") int id, String unused) {}

  @TraceOperation(
      name = "ask",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"peer=shop", "order.tier={order.tier}"})
  void fullSpan(Order order) {}

  @TrackMetrics
  @TraceOperation
  @TrackLlmUsage(
      provider = "openai",
      model = "gpt-5-mini",
      costPer1kPrompt = 0.25,
      costPer1kCompletion = 2)
  String all(String question) {
    return question;
  }

  void unmarked() {}

  /** A class in a class. */
  public static class Counter {
    @TraceOperation
    void count() {}
  }
}
