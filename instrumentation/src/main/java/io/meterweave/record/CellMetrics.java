// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives the cells to OpenTelemetry, at each collection, as cumulative metrics; and as they are to
 * whoever writes a format of its own.
 *
 * <p>Thread-safe. A family that fails is left out of that collection and counted as an incident;
 * the others are served.
 */
public final class CellMetrics implements MetricProducer {
  private final Instruments instruments;
  private final SpanClock clock;
  private final long startEpochNanos;

  /**
   * Makes the producer; counting begins now.
   *
   * @param clock tells the times of the points
   */
  public CellMetrics(Instruments instruments, SpanClock clock) {
    this.instruments = instruments;
    this.clock = clock;
    this.startEpochNanos = clock.epochNanos(System.nanoTime());
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    Collecting at = new Collecting(startEpochNanos, clock.epochNanos(System.nanoTime()));
    List<MetricData> metrics = new ArrayList<>();
    for (Collected family : instruments.families()) {
      try {
        Data<?> points = family.points(at);
        if (!points.getPoints().isEmpty()) {
          metrics.add(new ProducedMetric(resource, family.spec(), type(points), points));
        }
      } catch (Throwable failure) {
        Incidents.swallow(Incidents.Kind.EXPORT, "metric " + family.spec().name(), failure);
      }
    }
    return metrics;
  }

  /** Returns all metrics, whether or not they have series now. */
  public List<CellFamily> families() {
    List<CellFamily> families = new ArrayList<>();
    for (Collected family : instruments.families()) {
      families.add(new CellFamily(family));
    }
    return families;
  }

  /** Returns when counting began, in milliseconds since the epoch. */
  public long startEpochMillis() {
    return TimeUnit.NANOSECONDS.toMillis(startEpochNanos);
  }

  private static MetricDataType type(Data<?> data) {
    boolean isLong = data.getPoints().iterator().next() instanceof LongPointData;
    if (data instanceof SumData) {
      return isLong ? MetricDataType.LONG_SUM : MetricDataType.DOUBLE_SUM;
    }
    if (data instanceof GaugeData) {
      return isLong ? MetricDataType.LONG_GAUGE : MetricDataType.DOUBLE_GAUGE;
    }
    return data instanceof SummaryData ? MetricDataType.SUMMARY : MetricDataType.HISTOGRAM;
  }
}
