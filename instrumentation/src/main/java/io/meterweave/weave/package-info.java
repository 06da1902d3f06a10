// SPDX-License-Identifier: Apache-2.0

/**
 * Writes the calls into the methods, and links them: class bytes and {@code MethodSpec}s enter,
 * woven bytes leave; later each woven call site enters and its {@code CallTargets} leave.
 *
 * <p>Loader: agent. Sees the JDK, {@code spec}, {@code match}, {@code incident} and the ASM that
 * Byte Buddy carries; never OpenTelemetry. Before it: {@code match}; after it: {@code plan},
 * through {@code CallTargets.Factory}.
 */
@NullMarked
package io.meterweave.weave;

import org.jspecify.annotations.NullMarked;
