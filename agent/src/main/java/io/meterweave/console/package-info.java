// SPDX-License-Identifier: Apache-2.0

/**
 * The agent's HTTP server: {@code /metrics}, {@code /health}, {@code /api} and the console's pages.
 *
 * <p>In: what {@link io.meterweave.console.ConsoleSource} tells. Out: HTTP, from {@link
 * io.meterweave.console.ConsoleServer}; nothing that a client does, or fails to do, keeps others
 * from their answers.
 *
 * <p>Loader: agent. Sees the JDK, {@code incident}, Netty and Jackson's core; no OpenTelemetry, no
 * Byte Buddy. Starts beside the application's main, never before it.
 */
@NullMarked
package io.meterweave.console;

import org.jspecify.annotations.NullMarked;
