// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random ids, except while an early span is handed to the SDK on this thread: then that span's own.
 *
 * <p>Thread-safe.
 */
final class ReplayIds implements IdGenerator {

  @SuppressWarnings("ThreadLocalUsage") // lives as long as the agent, like a static one
  private final ThreadLocal<@Nullable SpanContext> replayed = new ThreadLocal<>();

  /** Gives out these ids on this thread until {@link #end()}. */
  void begin(SpanContext ids) {
    replayed.set(ids);
  }

  void end() {
    replayed.remove();
  }

  @Override
  public String generateSpanId() {
    SpanContext ids = replayed.get();
    return ids == null ? IdGenerator.random().generateSpanId() : ids.getSpanId();
  }

  @Override
  public String generateTraceId() {
    SpanContext ids = replayed.get();
    return ids == null ? IdGenerator.random().generateTraceId() : ids.getTraceId();
  }

  @Override
  public boolean generatesRandomTraceIds() {
    return IdGenerator.random().generatesRandomTraceIds();
  }
}
