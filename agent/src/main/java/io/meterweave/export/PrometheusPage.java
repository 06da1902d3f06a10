// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A page for Prometheus, which is collected and written when that is asked for. Thread-safe; each
 * time it is written it is collected anew.
 */
public final class PrometheusPage {
  private final PrometheusEndpoint endpoint;
  private final PrometheusFormat format;

  PrometheusPage(PrometheusEndpoint endpoint, PrometheusFormat format) {
    this.endpoint = endpoint;
    this.format = format;
  }

  /** Returns the {@code Content-Type}. */
  public String contentType() {
    return format.contentType();
  }

  /**
   * Collects the metrics and writes them, not compressed; does not close the stream.
   *
   * @throws IOException if the stream does
   */
  public void writeTo(OutputStream out) throws IOException {
    format.write(endpoint.collect(), out);
  }
}
