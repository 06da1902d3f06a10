// SPDX-License-Identifier: Apache-2.0

/**
 * Where the data goes: OpenTelemetry's SDK as its settings say, OTLP, and the page for Prometheus.
 *
 * <p>In: settings ({@code otel.…}), the cells, an id generator. Out: {@link
 * io.meterweave.export.Telemetry}. Nothing in here runs before the application's main, and nothing
 * waits for a backend but {@code flush} and {@code shutdown}, within the time that they are given.
 *
 * <p>Loader: agent. Sees OpenTelemetry, the Prometheus client's writers, {@code record}, {@code
 * incident}.
 */
@NullMarked
package io.meterweave.export;

import org.jspecify.annotations.NullMarked;
