// SPDX-License-Identifier: Apache-2.0

/**
 * What happens in a call: cells that count and time, and spans. OpenTelemetry collects the cells
 * through {@link io.meterweave.record.CellMetrics}; spans go to its tracer.
 *
 * <p>Loader: agent. Sees {@code spec}, {@code incident} and OpenTelemetry, never Byte Buddy. Before
 * it: {@code plan}; after it: {@code export}.
 */
@NullMarked
package io.meterweave.record;

import org.jspecify.annotations.NullMarked;
