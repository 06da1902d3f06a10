// SPDX-License-Identifier: Apache-2.0

/**
 * The manual API: what an application calls itself. Without the agent every call is a no-op.
 *
 * <p>In the application's class loader; sees {@code java.*} and {@code api.link}, which leads to
 * the agent's {@code facade}.
 */
@NullMarked
package io.meterweave.api;

import org.jspecify.annotations.NullMarked;
