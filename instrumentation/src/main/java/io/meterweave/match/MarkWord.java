// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of the configuration that asks for what one of our annotations asks for, with the
 * annotation's elements.
 *
 * <p>Immutable.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
enum MarkWord {
  /** {@code @TrackMetrics}. */
  TRACK(
      "track",
      Marks.TRACK_METRICS,
      "name",
      "labels",
      "labelExtractor",
      "trackDuration",
      "trackCalls",
      "trackErrors",
      "trackActive",
      "buckets",
      "description"),
  /** {@code @TraceOperation}. */
  TRACE("trace", Marks.TRACE_OPERATION, "name", "kind", "attributes", "root"),
  /** {@code @MeasureLatency}. */
  LATENCY("latency", Marks.MEASURE_LATENCY, "metricName", "labels", "labelExtractor", "buckets"),
  /** {@code @CountCalls}. */
  COUNT("count", Marks.COUNT_CALLS, "metricName", "labels", "labelExtractor"),
  /** {@code @CacheMetrics}. */
  CACHE("cache", Marks.CACHE_METRICS, "cacheName", "hit"),
  /** {@code @MonitorResource}. */
  RESOURCE("resource", Marks.MONITOR_RESOURCE, "name", "labels", "labelExtractor"),
  /** {@code @RecordValue}. */
  RECORD(
      "record",
      Marks.RECORD_VALUE,
      "metric",
      "of",
      "as",
      "labels",
      "labelExtractor",
      "buckets",
      "description"),
  /** {@code @TrackLlmUsage}. */
  LLM(
      "llm",
      Marks.TRACK_LLM_USAGE,
      "provider",
      "model",
      "costPer1kPrompt",
      "costPer1kCompletion",
      "usageExtractor");

  /** What an element's value looks like. */
  enum Form {
    /** A {@code String}. */
    TEXT("a text"),
    /** A {@code boolean}. */
    SWITCH("true or false"),
    /** A {@code double}. */
    NUMBER("a number"),
    /** A {@code double[]}. */
    NUMBERS("a list of numbers"),
    /** A {@code String[]} of {@code key=value}, also written as a map. */
    PAIRS("a list of \"key=value\" or a map"),
    /** A constant of an enum. */
    CONSTANT("a name"),
    /** A {@code Class}. */
    CLASS("the full name of a class");

    private final String expected;

    Form(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }
  }

  private static final MarkTypes TYPES = new MarkTypes(List.of(new Marks()));

  private final String word;
  private final String descriptor;
  private final List<String> elements;

  MarkWord(String word, String descriptor, String... elements) {
    this.word = word;
    this.descriptor = descriptor;
    this.elements = List.of(elements);
  }

  /** Returns the word with that spelling, or null. */
  static @Nullable MarkWord of(String written) {
    for (MarkWord word : values()) {
      if (word.word.equals(written)) {
        return word;
      }
    }
    return null;
  }

  String word() {
    return word;
  }

  /** Returns the annotation that it stands for. */
  MarkType type() {
    MarkType type = TYPES.type(descriptor);
    if (type == null) {
      throw new IllegalStateException(descriptor);
    }
    return type;
  }

  /** Returns what a value of an element looks like, or null if there is no such element. */
  @Nullable Form form(String element) {
    return elements.contains(element) ? formOf(element) : null;
  }

  private static Form formOf(String element) {
    return switch (element) {
      case "labels", "attributes" -> Form.PAIRS;
      case "labelExtractor", "usageExtractor" -> Form.CLASS;
      case "trackDuration", "trackCalls", "trackErrors", "trackActive", "root" -> Form.SWITCH;
      case "buckets" -> Form.NUMBERS;
      case "costPer1kPrompt", "costPer1kCompletion" -> Form.NUMBER;
      case "kind", "as" -> Form.CONSTANT;
      default -> Form.TEXT;
    };
  }

  /** Returns the elements for a message: {@code name, labels, …}. */
  String known() {
    return String.join(", ", elements);
  }

  /** Returns all words for a message: {@code track, trace, …}. */
  static String all() {
    StringBuilder all = new StringBuilder();
    for (MarkWord word : values()) {
      all.append(all.length() == 0 ? "" : ", ").append(word.word);
    }
    return all.toString();
  }
}
