// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an exporter does, for the console.
 *
 * <p>Immutable.
 *
 * @param exporter such as {@code otlp}
 * @param signal {@code traces} or {@code metrics}
 * @param protocol such as {@code grpc}; empty if it has none
 * @param endpoint where it sends, without any password; empty if it has none
 * @param isConfigured whether somebody chose that endpoint, rather than OpenTelemetry's default
 * @param condition whether it works
 * @param since when that condition began
 * @param exported how many spans or metrics arrived
 * @param failures how many exports failed
 * @param lastError what happened last, or null
 */
public record ExporterState(
    String exporter,
    String signal,
    String protocol,
    String endpoint,
    boolean isConfigured,
    Condition condition,
    Instant since,
    long exported,
    long failures,
    @Nullable String lastError) {

  /** Whether an exporter works. */
  public enum Condition {
    /** Nothing was sent yet. */
    IDLE,
    /** What was sent last arrived. */
    OK,
    /** What was sent last did not arrive. */
    FAILING
  }
}
