// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** What Prometheus would read of a recording, through the OpenTelemetry exporter. */
final class Exposition {
  private final Recording recording;

  Exposition(Recording recording) {
    this.recording = recording;
  }

  Collection<MetricData> metrics() {
    return recording.cells().produce(Resource.empty());
  }

  MetricData metric(String name) {
    return metrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  String text() throws IOException {
    PrometheusMetricReader reader =
        PrometheusMetricReader.builder()
            .setOtelScopeLabelsEnabled(false)
            .setTargetInfoMetricEnabled(false)
            .build();
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(reader)
            .registerMetricProducer(recording.cells())
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, reader.collect());
    provider.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Returns the samples, without comments, whose name starts so. */
  List<String> samples(String prefix) throws IOException {
    return text().lines().filter(line -> line.startsWith(prefix)).toList();
  }
}
