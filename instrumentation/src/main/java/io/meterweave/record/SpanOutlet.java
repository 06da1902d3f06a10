// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which spans of ours are recorded, how much of them, and where they go when they end.
 *
 * <p>Thread-safe.
 */
public final class SpanOutlet {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create(Tracing.SCOPE);

  /** What is above a root, for samplers: its trace id will be random. */
  private static final Span ROOT =
      Span.wrap(
          SpanContext.create(
              TraceId.getInvalid(),
              SpanId.getInvalid(),
              TraceFlags.builder().setRandomTraceId(true).build(),
              TraceState.getDefault()));

  private final Sampler sampler;
  private final Sampling sampling;
  private final SpanLimits limits;
  private final Resource resource;
  private final SpanProcessor processor;
  private final boolean tellsStarts;
  private final boolean tellsEnds;

  /** Who wants to see spans that end, while they can still be changed; or null. */
  private final @Nullable ExtendedSpanProcessor ending;

  private final boolean hasRoom;
  private volatile boolean isClosed;

  /** Makes an outlet; who made the processor ends it. */
  public SpanOutlet(
      Sampler sampler, SpanLimits limits, Resource resource, SpanProcessor processor) {
    this.sampler = sampler;
    this.sampling = Sampling.of(sampler);
    this.limits = limits;
    this.resource = resource;
    this.processor = processor;
    this.tellsStarts = processor.isStartRequired();
    this.tellsEnds = processor.isEndRequired();
    this.ending =
        processor instanceof ExtendedSpanProcessor extended && extended.isOnEndingRequired()
            ? extended
            : null;
    this.hasRoom =
        limits.getMaxNumberOfAttributes() >= SpanRecorder.MAX_ATTRIBUTES
            && limits.getMaxAttributeValueLength() >= Names.MAX_TEXT;
  }

  /** From now on no span starts. */
  public void close() {
    isClosed = true;
  }

  boolean isClosed() {
    return isClosed;
  }

  Sampling sampling() {
    return sampling;
  }

  SpanLimits limits() {
    return limits;
  }

  Resource resource() {
    return resource;
  }

  InstrumentationScopeInfo scope() {
    return SCOPE;
  }

  /** Starts a span; one that is not wanted is not recorded, but has ids. */
  Span start(
      String name,
      SpanKind kind,
      Attributes attributes,
      Context parentContext,
      SpanClock.Anchor clock,
      long startEpochNanos) {
    Span parentSpan = Span.fromContext(parentContext);
    SpanContext parent = parentSpan.getSpanContext();
    if (isClosed) {
      return Span.wrap(parent);
    }
    Attributes further = Attributes.empty();
    Sampling.Answer answer = sampling.under(parentSpan);
    SpanIds ids = SpanIds.childOf(parent, answer == Sampling.Answer.YES);
    if (answer == Sampling.Answer.NO) {
      return Span.wrap(ids);
    }
    if (answer == Sampling.Answer.UNKNOWN) {
      SamplingResult said =
          sampler.shouldSample(
              parent.isValid() ? parentContext : parentContext.with(ROOT),
              ids.getTraceId(),
              name,
              kind,
              attributes,
              List.of());
      SamplingDecision decision = said.getDecision();
      ids =
          ids.decided(
              decision == SamplingDecision.RECORD_AND_SAMPLE,
              said.getUpdatedTraceState(parent.getTraceState()));
      if (decision == SamplingDecision.DROP) {
        return Span.wrap(ids);
      }
      further = said.getAttributes();
    }
    RecordingSpan span =
        new RecordingSpan(
            ids,
            parent,
            this,
            kind,
            clock,
            startEpochNanos,
            name,
            hasRoom ? attributes : Attributes.empty());
    if (!hasRoom) {
      span.setAllAttributes(attributes);
    }
    if (!further.isEmpty()) {
      span.setAllAttributes(further);
    }
    if (tellsStarts) {
      processor.onStart(parentContext, span);
    }
    return span;
  }

  /** Returns whether somebody wants to see spans that end, while they can still be changed. */
  boolean tellsEndings() {
    return ending != null;
  }

  void ending(ReadWriteSpan span) {
    if (ending != null) {
      ending.onEnding(span);
    }
  }

  void ended(ReadableSpan span) {
    if (tellsEnds) {
      processor.onEnd(span);
    }
  }
}
