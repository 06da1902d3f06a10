// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a span of ours, written out when somebody asks.
 *
 * <p>Thread-safe: two threads that ask at once may write the same text twice.
 */
/*
 * Most ids are read by the thread that exports, and those of a span that is dropped by nobody; the
 * texts are 128 bytes. They are not written by OpenTelemetry's own functions, for these use a buffer
 * of the thread in which its propagator, when it asks, has half a header. They are random as those of
 * OpenTelemetry's own generator are. Nothing here leads to the span or to its parent: whoever keeps a
 * context must not keep a chain of spans.
 *
 * A context may come to a thread in any way, also by a plain field that nobody guards. So what the ids
 * are is in final fields, those of a parent that is not ours as well, and a text that is not seen yet
 * is written again.
 */
final class SpanIds implements SpanContext {
  private static final HexFormat HEX = HexFormat.of();

  /** Half of a trace id, in characters. */
  private static final int HALF_TRACE = 16;

  private static final byte SAMPLED = 1;
  private static final byte RANDOM = 2;
  private static final TraceFlags[] FLAGS = {
    TraceFlags.fromByte((byte) 0),
    TraceFlags.fromByte(SAMPLED),
    TraceFlags.fromByte(RANDOM),
    TraceFlags.fromByte((byte) (SAMPLED | RANDOM))
  };

  private final long traceHigh;
  private final long traceLow;
  private final long span;
  private final TraceFlags flags;
  private final TraceState state;
  private @Nullable String traceId;
  private @Nullable String spanId;

  private SpanIds(
      long traceHigh,
      long traceLow,
      @Nullable String traceId,
      long span,
      TraceFlags flags,
      TraceState state) {
    this.traceHigh = traceHigh;
    this.traceLow = traceLow;
    this.traceId = traceId;
    this.span = span;
    this.flags = flags;
    this.state = state;
  }

  /** Makes ids in the trace of a parent, or in a new one if that is not valid. */
  static SpanIds childOf(SpanContext parent, boolean isSampled) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long id = notZero(random);
    int sampled = isSampled ? SAMPLED : 0;
    if (parent instanceof SpanIds ours) {
      return new SpanIds(
          ours.traceHigh,
          ours.traceLow,
          ours.traceId,
          id,
          FLAGS[sampled | (ours.flags.asByte() & RANDOM)],
          ours.state);
    }
    if (parent.isValid() && TraceId.isValid(parent.getTraceId())) { // some are not looked at
      TraceFlags flags = FLAGS[sampled | (parent.getTraceFlags().asByte() & RANDOM)];
      String trace = parent.getTraceId();
      return new SpanIds(
          HexFormat.fromHexDigitsToLong(trace, 0, HALF_TRACE),
          HexFormat.fromHexDigitsToLong(trace, HALF_TRACE, 2 * HALF_TRACE),
          trace,
          id,
          flags,
          parent.getTraceState());
    }
    long high = random.nextLong();
    return new SpanIds(
        high, notZero(random), null, id, FLAGS[sampled | RANDOM], parent.getTraceState());
  }

  /** Returns these ids as a sampler has decided about them. */
  SpanIds decided(boolean isSampled, TraceState newState) {
    int random = flags.asByte() & RANDOM;
    return new SpanIds(
        traceHigh, traceLow, traceId, span, FLAGS[(isSampled ? SAMPLED : 0) | random], newState);
  }

  private static long notZero(ThreadLocalRandom random) {
    long id = random.nextLong();
    while (id == 0) {
      id = random.nextLong();
    }
    return id;
  }

  @Override
  public String getTraceId() {
    String known = traceId;
    if (known == null) {
      known = HEX.toHexDigits(traceHigh).concat(HEX.toHexDigits(traceLow));
      traceId = known;
    }
    return known;
  }

  @Override
  public String getSpanId() {
    String known = spanId;
    if (known == null) {
      known = HEX.toHexDigits(span);
      spanId = known;
    }
    return known;
  }

  @Override
  public TraceFlags getTraceFlags() {
    return flags;
  }

  @Override
  public TraceState getTraceState() {
    return state;
  }

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public boolean isSampled() {
    return (flags.asByte() & SAMPLED) != 0;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SpanIds same
            && span == same.span
            && flags.equals(same.flags)
            && traceHigh == same.traceHigh
            && traceLow == same.traceLow
            && state.equals(same.state));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(span);
  }

  @Override
  public String toString() {
    return "SpanIds{traceId="
        + getTraceId()
        + ", spanId="
        + getSpanId()
        + ", traceFlags="
        + flags
        + ", traceState="
        + state
        + "}";
  }
}
