// SPDX-License-Identifier: Apache-2.0

/**
 * Where failures inside the agent end: swallowed, counted, and reported once on standard error.
 *
 * <p>Loader: agent. Sees the JDK only.
 */
@NullMarked
package io.meterweave.incident;

import org.jspecify.annotations.NullMarked;
