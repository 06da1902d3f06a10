// SPDX-License-Identifier: Apache-2.0

/**
 * Where the agent plugs in (internal, no promise): functions by name, of {@code java.util.function}
 * types only, so that no class of the agent is ever named here.
 *
 * <p>In the application's class loader; sees {@code java.*}. Before it: {@code api}; after it: the
 * agent's {@code facade}, through the one class that the agent defines in {@code java.lang}.
 */
@NullMarked
package io.meterweave.api.link;

import org.jspecify.annotations.NullMarked;
