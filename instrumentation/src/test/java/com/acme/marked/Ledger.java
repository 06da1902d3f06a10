// SPDX-License-Identifier: Apache-2.0
package com.acme.marked;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.MonitorResource;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.LabelExtractor;
import io.meterweave.api.UsageExtractor;
import java.util.List;
import java.util.Map;

/** Every annotation with every element, one by one. */
public class Ledger {
  boolean open;

  /** Gives labels. */
  public static final class Tags implements LabelExtractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      return Map.of();
    }
  }

  /** Finds the usage. */
  public static final class Usage implements UsageExtractor {
    @Override
    public Object usage(Object result) {
      return result;
    }
  }

  @MeasureLatency(
      metricName = "book.latency",
      labels = "kind=book",
      labelExtractor = Tags.class,
      buckets = {0.5, 1})
  @MeasureLatency(metricName = "page_seconds")
  void latencies() {}

  @MeasureLatency
  void sharedLatency() {}

  @CountCalls(metricName = "books", labels = "error_type={error.class.simpleName}")
  @CountCalls(metricName = "pages.total", labelExtractor = LabelExtractor.class)
  void counts() {}

  @CountCalls
  void sharedCount() {}

  @MonitorResource(name = "book.shelf", labels = "room=1", labelExtractor = Tags.class)
  void resource() {}

  @RecordValue(
      metric = "pages.read",
      of = "result.size",
      labels = "who={this.name}",
      labelExtractor = Tags.class,
      buckets = {-1, 0, 1},
      description = "Pages.")
  @RecordValue(metric = "page", of = "last", as = RecordValue.As.GAUGE)
  List<String> values(int last) {
    return List.of();
  }

  @CacheMetrics(cacheName = "books", hit = "result.open")
  Ledger cache() {
    return this;
  }

  @CacheMetrics(cacheName = "pages")
  Object cacheOfAnything(@Label("shelf") String shelf) {
    return shelf;
  }

  @TraceOperation(root = true, attributes = "title={result}")
  @SpanAttribute("all")
  @SpanAttribute("again")
  String span() {
    return "";
  }

  @TrackLlmUsage(provider = "openai", model = "gpt-5-mini", usageExtractor = Usage.class)
  String llm() {
    return "";
  }

  @TrackLlmUsage(provider = "openai", model = "gpt-5-mini")
  @SpanAttribute("answer")
  String llmSpan(@SpanAttribute("who") String who) {
    return who;
  }

  @TrackMetrics(name = "both", labels = "a=1")
  @CountCalls(metricName = "second")
  @Label("result")
  @Label(value = "length", path = "length")
  String labels(@Label(value = "size", path = "size") @Label("list") List<String> list) {
    return "";
  }

  /** A parameter may be called like a word of paths. */
  @TrackMetrics(labels = {"code={error}", "fine={result}"})
  String hidden(int error) {
    return "";
  }

  @TrackMetrics
  @TraceOperation
  Ledger(@Label("name") String name) {}

  /** Has a parameter more than its source. */
  public class Shelf {
    @TrackMetrics(labels = {"first={arg0}", "named={size}"})
    Shelf(@Label("placed") int size) {}
  }

  /** Has two parameters more than its source. */
  public enum Colour {
    RED("r");

    @TrackMetrics(labels = {"first={arg0}", "named={code}"})
    Colour(@Label("placed") String code) {}
  }
}
