// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The exporters in use, each with its {@link Delivery}. Thread-safe. */
final class Exporters {
  private static final String TRACES = "traces";
  private static final String METRICS = "metrics";

  /** OpenTelemetry's. */
  private static final int DEFAULT_QUEUE = 2048;

  /** OpenTelemetry's. */
  private static final int DEFAULT_BATCH = 512;

  private final ExportNews news = new ExportNews();
  private final boolean retries;
  private final ScheduledThreadPoolExecutor timer;
  private volatile @Nullable SpanGate gate;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  Exporters(boolean retries) {
    this.retries = retries;
    timer =
        new ScheduledThreadPoolExecutor(
            1, work -> AgentThreads.daemon("export", Incidents.Kind.EXPORT, work));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  SpanExporter deliver(SpanExporter exporter, ConfigProperties settings) {
    SpanGate known = gate;
    SpanGate before = known == null ? gate(settings) : known;
    gate = before;
    Delivery delivery = add(TRACES, settings, exporter.getClass());
    before.feeds(delivery);
    return new DeliveredSpans(exporter, delivery, known == null ? before : null);
  }

  private static SpanGate gate(ConfigProperties settings) {
    return new SpanGate(
        settings.getInt("otel.bsp.max.queue.size", DEFAULT_QUEUE),
        settings.getInt("otel.bsp.max.export.batch.size", DEFAULT_BATCH));
  }

  /** Returns whether an exporter takes spans. */
  boolean takeSpans() {
    return gate != null;
  }

  /** Puts the gate before the queue of spans. */
  SpanProcessor guard(SpanProcessor queue) {
    SpanGate before = gate;
    return before == null ? queue : before.before(queue);
  }

  MetricExporter deliver(MetricExporter exporter, ConfigProperties settings) {
    return new DeliveredMetrics(exporter, add(METRICS, settings, exporter.getClass()));
  }

  private Delivery add(String signal, ConfigProperties settings, Class<?> exporter) {
    ExportTarget target = ExportTarget.of(signal, settings, retries, exporter);
    Delivery delivery =
        new Delivery(new ExporterHealth(target, news, InstantSource.system()), timer);
    deliveries.add(delivery);
    return delivery;
  }

  List<ExporterState> states() {
    List<ExporterState> states = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      states.add(delivery.health().state());
    }
    return states;
  }

  Map<String, Long> failures() {
    Map<String, Long> failures = new TreeMap<>();
    for (Delivery delivery : deliveries) {
      ExporterHealth health = delivery.health();
      failures.merge(health.target().label(), health.failures(), Long::sum);
    }
    return failures;
  }

  /** From now on nothing is tried twice; what is not there within the limit is given up. */
  void close(Duration limit) {
    news.close();
    for (Delivery delivery : deliveries) {
      delivery.close(limit);
    }
  }

  void giveUp() {
    for (Delivery delivery : deliveries) {
      delivery.giveUp();
    }
  }

  /** Says what was lost. */
  void reportLoss() {
    SpanGate spans = gate;
    for (Delivery delivery : deliveries) {
      ExporterHealth health = delivery.health();
      if (health.target().signal().equals(METRICS)) {
        health.tellLostMetrics();
      } else if (spans != null) {
        health.tellLostSpans(spans.ended(), spans.refused());
      }
    }
    news.sayLosses();
  }

  /** Returns the spans that were recorded and not exported, by reason. */
  Map<String, Long> spansDropped() {
    Map<String, Long> dropped = new TreeMap<>();
    SpanGate spans = gate;
    if (spans == null) {
      return dropped;
    }
    dropped.put("queue_full", spans.refused());
    for (Delivery delivery : deliveries) {
      if (delivery.health().target().signal().equals(TRACES)) {
        dropped.merge("export_failed", delivery.health().dropped() + spans.unwanted(), Long::sum);
      }
    }
    return dropped;
  }

  void stopTimer() {
    timer.shutdownNow();
  }
}
