// SPDX-License-Identifier: Apache-2.0
package com.acme.marked;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;

/** Every mistake that can be made with the annotations. */
public abstract class Mistakes {
  @TrackMetrics
  abstract void isAbstract();

  @TrackMetrics
  native void isNative();

  @TrackMetrics(name = "orders-place")
  void badName() {}

  @TrackMetrics(labels = "customer.tier=gold")
  void badLabel() {}

  @TrackMetrics(labels = "gold")
  void malformedLabel() {}

  @TrackMetrics(labels = {"tier=gold", "tier=silver"})
  void duplicateLabel() {}

  @TrackMetrics(labels = "tier=gold")
  void duplicateParameter(@Label("tier") String tier) {}

  @TrackMetrics(labels = "tier={order.tier}")
  void unknownParameter(String customer, int amount) {}

  @TrackMetrics(labels = "tier={arg2}")
  void unknownPosition(String customer, int amount) {}

  @TrackMetrics(labels = "size={result.size}")
  void labelOnTheResult() {}

  @TrackMetrics(labels = "who={this.name}")
  static void labelOnThis() {}

  @TrackMetrics
  @Label("size")
  void labelOfNoResult() {}

  @RecordValue(metric = "flag", of = "flag")
  void noNumber(boolean flag) {}

  @CacheMetrics(cacheName = "orders", hit = "result")
  int noBoolean() {
    return 1;
  }

  @CountCalls(metricName = "orders")
  @CountCalls(metricName = "orders_total")
  void twiceTheSame() {}

  @TrackMetrics(buckets = {1, 0.5})
  void badBuckets() {}

  @TrackMetrics(trackDuration = false, trackCalls = false, trackErrors = false)
  void nothingLeft() {}

  @TrackLlmUsage(provider = "openai", model = "", costPer1kPrompt = -1)
  String badPrice() {
    return "";
  }

  @TraceOperation(attributes = "a b=c")
  void badAttribute(@SpanAttribute("x") int x) {}

  void labelWithoutMetrics(@Label("tier") String tier) {}

  @TraceOperation
  void labelBesideASpan(@Label("tier") String tier) {}

  @TrackMetrics
  void attributeWithoutSpan(@SpanAttribute("tier") String tier) {}

  @TrackMetrics(name = "2nd", labels = "le=1")
  void twoMistakes() {}

  @TrackMetrics
  void fine() {}
}
