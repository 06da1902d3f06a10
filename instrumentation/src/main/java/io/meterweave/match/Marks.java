// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import org.jspecify.annotations.Nullable;

/** The descriptors of the annotations; they are known by name only. */
final class Marks {
  static final String TRACK_METRICS = "Lio/meterweave/annotations/TrackMetrics;";
  static final String TRACE_OPERATION = "Lio/meterweave/annotations/TraceOperation;";
  static final String TRACK_LLM_USAGE = "Lio/meterweave/annotations/TrackLlmUsage;";
  static final String LABEL = "Lio/meterweave/annotations/Label;";
  static final String SPAN_ATTRIBUTE = "Lio/meterweave/annotations/SpanAttribute;";

  private Marks() {}

  /** Returns whether an annotation on a method asks for something. */
  static boolean isMethodMark(@Nullable String descriptor) {
    return TRACK_METRICS.equals(descriptor)
        || TRACE_OPERATION.equals(descriptor)
        || TRACK_LLM_USAGE.equals(descriptor);
  }

  /** Returns whether an annotation on a parameter asks for something. */
  static boolean isParameterMark(@Nullable String descriptor) {
    return LABEL.equals(descriptor) || SPAN_ATTRIBUTE.equals(descriptor);
  }
}
