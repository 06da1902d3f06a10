// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a page as a client does. */
final class PageText {
  private PageText() {}

  static String of(PrometheusPage page) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      page.writeTo(all);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return all.toString(UTF_8);
  }

  static String of(PrometheusFormat format, MetricSnapshots metrics) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      format.write(metrics, all);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return all.toString(UTF_8);
  }
}
