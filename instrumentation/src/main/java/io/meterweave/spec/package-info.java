// SPDX-License-Identifier: Apache-2.0

/**
 * What was asked for, as plain values: made by {@code match}, carried by {@code weave}, resolved by
 * {@code plan}.
 *
 * <p>Loader: agent. Sees the JDK and {@code rules}; neither Byte Buddy nor OpenTelemetry.
 */
@NullMarked
package io.meterweave.spec;

import org.jspecify.annotations.NullMarked;
