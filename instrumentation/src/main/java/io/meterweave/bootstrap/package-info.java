// SPDX-License-Identifier: Apache-2.0

/**
 * The one class that woven code names.
 *
 * <p>Loader: boot, as {@code java.lang.MeterweaveDispatcher} (renamed when the agent jar is built).
 * Sees {@code java.*} only. Before it: woven bytes; after it: {@code weave.CallSiteLinker}.
 */
@NullMarked
package io.meterweave.bootstrap;

import org.jspecify.annotations.NullMarked;
