// SPDX-License-Identifier: Apache-2.0

/**
 * Where failures inside the agent end: swallowed, counted, and reported once on standard error;
 * those of its threads, which are made here, included.
 *
 * <p>Loader: agent. Sees the JDK only.
 */
@NullMarked
package io.meterweave.incident;

import org.jspecify.annotations.NullMarked;
