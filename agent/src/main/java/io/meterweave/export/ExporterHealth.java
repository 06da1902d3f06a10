// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.export.ExporterState.Condition;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Knows how an exporter does. Thread-safe. */
final class ExporterHealth {
  private final ExportTarget target;
  private final ExportNews news;
  private final InstantSource clock;

  private Condition condition = Condition.IDLE;
  private Instant since;
  private long exported;
  private long failures;
  private long dropped;
  private @Nullable String lastError;

  ExporterHealth(ExportTarget target, ExportNews news, InstantSource clock) {
    this.target = target;
    this.news = news;
    this.clock = clock;
    this.since = clock.instant();
  }

  ExportTarget target() {
    return target;
  }

  synchronized void succeeded(int items) {
    exported += items;
    change(Condition.OK);
    news.arrived(target);
  }

  synchronized void failed(int items, ExportFailure failure) {
    failures++;
    dropped += items;
    lastError = failure.text();
    change(Condition.FAILING);
    news.failed(target, failure);
  }

  /**
   * Tells at the end what was lost of the spans.
   *
   * @param ended how many there were
   * @param refused how many of them found the queue full
   */
  synchronized void tellLostSpans(long ended, long refused) {
    long lost = ended - exported;
    if (lost > 0) {
      news.lost(
          target,
          lost + " of " + ended + " spans",
          lost == refused ? "the queue was full (OTEL_BSP_MAX_QUEUE_SIZE)" : reason());
    }
  }

  /** Tells at the end whether the last metrics were lost. */
  synchronized void tellLostMetrics() {
    if (condition == Condition.FAILING) {
      news.lost(target, "the last metrics", reason());
    }
  }

  private String reason() {
    return lastError == null ? ExportFailure.OUT_OF_TIME.text() : lastError;
  }

  private void change(Condition now) {
    if (condition != now) {
      condition = now;
      since = clock.instant();
    }
  }

  synchronized boolean is(Condition expected) {
    return condition == expected;
  }

  synchronized boolean hasEverSucceeded() {
    return exported > 0;
  }

  synchronized long failures() {
    return failures;
  }

  /** Something was dropped without an attempt. */
  synchronized void skipped(int items) {
    dropped += items;
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized ExporterState state() {
    return new ExporterState(
        target.exporter(),
        target.signal(),
        target.protocol(),
        target.endpoint(),
        target.isConfigured(),
        condition,
        since,
        exported,
        failures,
        lastError);
  }
}
