// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two text formats that Prometheus reads. */
enum PrometheusFormat {
  /** Prometheus's own, version 0.0.4. */
  TEXT(PrometheusTextFormatWriter.create()),
  /** OpenMetrics 1.0, which has exemplars. */
  OPEN_METRICS(OpenMetricsTextFormatWriter.create());

  private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";

  @SuppressWarnings("ImmutableEnumChecker") // the writers have no state that changes
  private final ExpositionFormatWriter writer;

  PrometheusFormat(ExpositionFormatWriter writer) {
    this.writer = writer;
  }

  /** Returns the format that an {@code Accept} header likes best; text if it names neither. */
  static PrometheusFormat of(@Nullable String accept) {
    if (accept == null) {
      return TEXT;
    }
    double openMetrics = 0;
    double text = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String type = range.split(";", -1)[0].strip();
      if (type.equals(OPEN_METRICS_TYPE)) {
        openMetrics = Math.max(openMetrics, quality(range));
      } else if (type.equals("text/plain")) {
        text = Math.max(text, quality(range));
      }
    }
    return openMetrics > 0 && openMetrics >= text ? OPEN_METRICS : TEXT;
  }

  private static double quality(String range) {
    for (String parameter : range.split(";", -1)) {
      String stripped = parameter.strip();
      if (stripped.startsWith("q=")) {
        try {
          return Double.parseDouble(stripped.substring(2));
        } catch (NumberFormatException garbage) {
          return 0;
        }
      }
    }
    return 1;
  }

  String contentType() {
    return writer.getContentType();
  }

  void write(MetricSnapshots metrics, OutputStream out) throws IOException {
    writer.write(out, metrics, EscapingScheme.UNDERSCORE_ESCAPING);
  }
}
