// SPDX-License-Identifier: Apache-2.0

/**
 * Where the JVM enters: as little as possible.
 *
 * <p>Loader: system, beside the application. Sees {@code java.base} and {@code java.instrument}
 * only; no statics that live on, no lambdas, no logging, no {@code java.nio.file}, no JMX. Before
 * it: the JVM; after it: {@code runtime}, in the agent's own loader.
 */
@NullMarked
package io.meterweave.agent;

import org.jspecify.annotations.NullMarked;
