// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our own annotations; they are known by name only.
 *
 * <p>Immutable.
 */
final class Marks implements MarkFamily {
  private static final String PACKAGE = "Lio/meterweave/annotations/";
  private static final String LABEL_EXTRACTOR = "io.meterweave.api.LabelExtractor";
  private static final String USAGE_EXTRACTOR = "io.meterweave.api.UsageExtractor";

  static final String TRACK_METRICS = of("TrackMetrics");
  static final String MEASURE_LATENCY = of("MeasureLatency");
  static final String COUNT_CALLS = of("CountCalls");
  static final String TRACE_OPERATION = of("TraceOperation");
  static final String TRACK_LLM_USAGE = of("TrackLlmUsage");
  static final String CACHE_METRICS = of("CacheMetrics");
  static final String MONITOR_RESOURCE = of("MonitorResource");
  static final String RECORD_VALUE = of("RecordValue");
  static final String LABEL = of("Label");
  static final String SPAN_ATTRIBUTE = of("SpanAttribute");

  private static final List<MarkType> TYPES =
      List.of(
          MarkType.call(TRACK_METRICS).forClasses(),
          MarkType.call(MEASURE_LATENCY).forClasses().repeatable(),
          MarkType.call(COUNT_CALLS).forClasses().repeatable(),
          MarkType.call(TRACE_OPERATION).forClasses(),
          MarkType.call(TRACK_LLM_USAGE).forClasses(),
          MarkType.call(CACHE_METRICS),
          MarkType.call(MONITOR_RESOURCE).forClasses(),
          MarkType.call(RECORD_VALUE).repeatable(),
          MarkType.value(LABEL),
          MarkType.value(SPAN_ATTRIBUTE));

  private static String of(String simpleName) {
    return PACKAGE + simpleName + ";";
  }

  /** Returns whether a mark is an annotation of ours. */
  static boolean isOurs(Mark mark) {
    return mark.descriptor().startsWith(PACKAGE);
  }

  /** Returns the binary name of the class that gives further labels, or null. */
  static @Nullable String labelExtractor(Mark mark) {
    String name = mark.className("labelExtractor");
    return LABEL_EXTRACTOR.equals(name) ? null : name;
  }

  /** Returns the binary name of the class that takes the usage from a result, or null. */
  static @Nullable String usageExtractor(Mark mark) {
    String name = mark.className("usageExtractor");
    return USAGE_EXTRACTOR.equals(name) ? null : name;
  }

  @Override
  public List<MarkType> types() {
    return TYPES;
  }

  @Override
  public Map<String, String> containers() {
    Map<String, String> containers = new HashMap<>();
    for (MarkType type : TYPES) {
      if (type.isRepeatable()) {
        String descriptor = type.descriptor();
        containers.put(descriptor.substring(0, descriptor.length() - 1) + "$List;", descriptor);
      }
    }
    return containers;
  }
}
