// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands before the queue of spans and counts what goes in, what comes out and what finds it full,
 * so that no span is lost without a word.
 *
 * <p>Thread-safe. It drops what OpenTelemetry's own queue, as long as this one, would drop in
 * silence.
 */
final class SpanGate implements SpanProcessor {
  private final int capacity;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder ended = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private SpanProcessor queue = SpanProcessor.composite();

  SpanGate(int capacity) {
    this.capacity = capacity;
  }

  /** Puts the gate before a queue; once, before spans come. */
  SpanGate before(SpanProcessor spanQueue) {
    queue = spanQueue;
    return this;
  }

  /** The queue gave spans away. */
  void released(int spans) {
    waiting.addAndGet(-spans);
  }

  /** Returns how many sampled spans ended. */
  long ended() {
    return ended.sum();
  }

  /** Returns how many of them found the queue full. */
  long refused() {
    return refused.sum();
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    ended.increment();
    if (waiting.incrementAndGet() > capacity) {
      waiting.decrementAndGet();
      refused.increment();
    } else {
      queue.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return queue.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return queue.shutdown();
  }

  @Override
  public String toString() {
    return queue.toString();
  }
}
