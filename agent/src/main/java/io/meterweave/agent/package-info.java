// SPDX-License-Identifier: Apache-2.0

/**
 * The entry point: what the JVM calls.
 *
 * <p>Loader: system. Sees {@code java.base} and {@code java.instrument}; the rest of the agent
 * lives behind {@code AgentClassLoader} and cannot be named from here.
 */
@NullMarked
package io.meterweave.agent;

import org.jspecify.annotations.NullMarked;
