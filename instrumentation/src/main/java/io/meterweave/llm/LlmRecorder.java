// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.record.Amount;
import io.meterweave.record.CallObserver;
import io.meterweave.record.Counter;
import io.meterweave.record.DurationHistogram;
import io.meterweave.record.Reading;
import io.meterweave.spec.LlmSpec;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * Records requests, duration, tokens and cost of one woven method's calls.
 *
 * <p>Thread-safe. A part without tokens adds no series, a call without usage none but the one that
 * says so.
 */
final class LlmRecorder implements CallObserver {
  private final UsageSource usage;
  private final Cost prices;
  private final Attributes attributes;
  private final Series<Counter> successes;
  private final Series<Counter> errors;
  private final Series<DurationHistogram> duration;
  private final Series<Counter> input;
  private final Series<Counter> cacheRead;
  private final Series<Counter> cacheWrite;
  private final Series<Counter> output;
  private final Series<Counter> reasoning;
  private final Series<Amount> costOfProvider;
  private final Series<Amount> costOfAnnotation;
  private final Series<Counter> priceMissing;
  private final Series<Counter>[] usageMissing;

  LlmRecorder(LlmMetrics metrics, LlmSpec spec, UsageSource usage) {
    String provider = spec.provider();
    String model = spec.model();
    this.usage = usage;
    this.prices = new Cost(spec.usdPer1kPrompt(), spec.usdPer1kCompletion());
    this.attributes = LlmSpan.attributes(spec);
    this.successes = new Series<>(metrics.requests(), provider, model, "success");
    this.errors = new Series<>(metrics.requests(), provider, model, "error");
    this.duration = new Series<>(metrics.duration(), provider, model);
    this.input = new Series<>(metrics.tokens(), provider, model, "input");
    this.cacheRead = new Series<>(metrics.tokens(), provider, model, "cache_read");
    this.cacheWrite = new Series<>(metrics.tokens(), provider, model, "cache_write");
    this.output = new Series<>(metrics.tokens(), provider, model, "output");
    this.reasoning = new Series<>(metrics.tokens(), provider, model, "reasoning");
    this.costOfProvider = new Series<>(metrics.cost(), provider, model, "provider");
    this.costOfAnnotation = new Series<>(metrics.cost(), provider, model, "annotation");
    this.priceMissing = new Series<>(metrics.priceMissing(), provider, model);
    this.usageMissing = usageMissing(metrics, spec);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type has no other way
  private static Series<Counter>[] usageMissing(LlmMetrics metrics, LlmSpec spec) {
    MissingUsage[] reasons = MissingUsage.values();
    Series<Counter>[] series = new Series[reasons.length];
    for (int i = 0; i < reasons.length; i++) {
      String reason = reasons[i].label();
      series[i] = new Series<>(metrics.usageMissing(), spec.provider(), spec.model(), reason);
    }
    return series;
  }

  @Override
  public void returned(@Nullable Object result, long elapsedNanos, Span span) {
    successes.get().add(1);
    duration.get().recordNanos(elapsedNanos);
    UsageReading reading = read(result);
    if (reading.missing() != null) {
      usageMissing[reading.missing().ordinal()].get().add(1);
    }
    if (reading.tokens() != null) {
      record(reading.tokens());
    }
    recordCost(reading);
    if (span.isRecording()) {
      span.setAllAttributes(attributes);
      LlmSpan.write(span, reading);
    }
  }

  @Override
  public void threw(Throwable thrown, long elapsedNanos, Span span) {
    errors.get().add(1);
    duration.get().recordNanos(elapsedNanos);
    if (span.isRecording()) {
      span.setAllAttributes(attributes);
      LlmSpan.write(span, thrown);
    }
  }

  private UsageReading read(@Nullable Object result) {
    int[] depth = Reading.begin();
    try {
      return usage.read(result);
    } finally {
      depth[0]--;
    }
  }

  private void record(TokenUsage tokens) {
    record(input, tokens.input());
    record(cacheRead, tokens.cacheRead());
    record(cacheWrite, tokens.cacheWrite());
    record(output, tokens.output());
    record(reasoning, tokens.reasoning());
  }

  private static void record(Series<Counter> part, long tokens) {
    if (tokens > 0) {
      part.get().add(tokens);
    }
  }

  /** The provider knows best; the annotation's prices need all parts of the usage. */
  private void recordCost(UsageReading reading) {
    if (!Double.isNaN(reading.costUsd())) {
      costOfProvider.get().add(reading.costUsd());
    } else if (reading.tokens() != null && reading.missing() == null) {
      double cost = prices.of(reading.tokens());
      if (Double.isNaN(cost)) {
        priceMissing.get().add(1);
      } else {
        costOfAnnotation.get().add(cost);
      }
    }
  }
}
