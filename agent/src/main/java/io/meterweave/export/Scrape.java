// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** One collection, written at most once in each format. Thread-safe. */
final class Scrape {
  private final MetricSnapshots metrics;
  private final Map<PrometheusFormat, PrometheusPage> pages = new EnumMap<>(PrometheusFormat.class);

  Scrape(MetricSnapshots metrics) {
    this.metrics = metrics;
  }

  synchronized PrometheusPage page(PrometheusFormat format) throws IOException {
    PrometheusPage page = pages.get(format);
    if (page == null) {
      page = format.write(metrics);
      pages.put(format, page);
    }
    return page;
  }
}
