// SPDX-License-Identifier: Apache-2.0

/**
 * The agent's side of {@code io.meterweave.api}: functions of the JDK's own types, by name.
 *
 * <p>Loader: agent. Sees {@code record}, {@code incident} and OpenTelemetry, never Byte Buddy.
 * Before it: the application, through {@code Link}; after it: {@code record}.
 */
@NullMarked
package io.meterweave.facade;

import org.jspecify.annotations.NullMarked;
