// SPDX-License-Identifier: Apache-2.0

/**
 * Makes the agent jar, when it is built; not in the jar itself.
 *
 * <p>Loader: the build's. Sees the JDK only. Before it: the classes of the agent and its libraries;
 * after it: {@code agent.AgentClassLoader}.
 */
@NullMarked
package io.meterweave.jar;

import org.jspecify.annotations.NullMarked;
