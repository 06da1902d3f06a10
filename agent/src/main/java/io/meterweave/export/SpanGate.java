// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands before the queue of spans and counts what goes in, what comes out and what finds it full,
 * so that no span is lost without a word.
 *
 * <p>Thread-safe. It drops what OpenTelemetry's own queue, as long as this one, would drop in
 * silence.
 */
/*
 * Where no collector runs, every span is made for nothing, and the queue would make it worse: it
 * wakes its thread for each 512 spans, only to see them dropped, which took a sixth of the time of a
 * program that makes many. So while all exporters are quiet only half a batch is let in: the queue
 * does not act on that before its time is up, and a program that makes few spans loses none that it
 * would not lose anyway.
 */
final class SpanGate implements SpanProcessor {
  private final int capacity;
  private final int quietCapacity;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder ended = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unwanted = new LongAdder();
  private volatile Delivery[] deliveries = {};
  private SpanProcessor queue = SpanProcessor.composite();

  /**
   * Makes a gate.
   *
   * @param capacity how many spans the queue takes
   * @param batch how many it gives away at a time
   */
  SpanGate(int capacity, int batch) {
    this.capacity = capacity;
    this.quietCapacity = Math.min(capacity, batch / 2);
  }

  /** Notes who gets the spans of the queue; before spans come. */
  void feeds(Delivery delivery) {
    Delivery[] more = Arrays.copyOf(deliveries, deliveries.length + 1);
    more[deliveries.length] = delivery;
    deliveries = more;
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

  /** Returns how many of them were not let in because nobody listens. */
  long unwanted() {
    return unwanted.sum();
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
    boolean isQuiet = isQuiet();
    if (enters(isQuiet ? quietCapacity : capacity)) {
      queue.onEnd(span);
    } else if (isQuiet) {
      unwanted.increment();
    } else {
      refused.increment();
    }
  }

  private boolean isQuiet() {
    Delivery[] all = deliveries;
    for (Delivery delivery : all) {
      if (!delivery.isQuiet()) {
        return false;
      }
    }
    return all.length > 0;
  }

  /** The look beforehand spares a crowd at a full queue the write. */
  private boolean enters(int room) {
    if (waiting.get() >= room) {
      return false;
    }
    if (waiting.incrementAndGet() > room) {
      waiting.decrementAndGet();
      return false;
    }
    return true;
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
