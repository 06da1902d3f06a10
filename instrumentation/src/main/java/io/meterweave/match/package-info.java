// SPDX-License-Identifier: Apache-2.0

/**
 * Finds in the bytes of a class what its methods ask for: class bytes enter, {@code MethodSpec}s
 * and {@code Rejection}s leave.
 *
 * <p>Loader: agent. Sees the JDK, {@code spec}, {@code rules}, {@code incident} and the ASM that
 * Byte Buddy carries; never OpenTelemetry, and the annotations by name only. Before it: the JVM,
 * with a class to load; after it: {@code weave}.
 */
@NullMarked
package io.meterweave.match;

import org.jspecify.annotations.NullMarked;
