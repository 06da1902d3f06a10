// SPDX-License-Identifier: Apache-2.0

/**
 * Starts, joins and stops the halves: the only place that knows everything.
 *
 * <p>Loader: agent. Before it: {@code agent}; after it: {@code weave} with {@code record} for the
 * calls, {@code export} and {@code console} for the data.
 */
@NullMarked
package io.meterweave.runtime;

import org.jspecify.annotations.NullMarked;
