// SPDX-License-Identifier: Apache-2.0

/**
 * What runs: a {@link io.meterweave.spec.MethodSpec} resolved against the class that holds the
 * method becomes a plan of recorders and bound method handles. {@link io.meterweave.plan.Recording}
 * is the entrance.
 *
 * <p>Loader: agent. Sees {@code spec}, {@code record}, {@code facade}, {@code incident} and
 * OpenTelemetry, never Byte Buddy. Before it: {@code weave}; after it: {@code record}.
 */
@NullMarked
package io.meterweave.plan;

import org.jspecify.annotations.NullMarked;
