// SPDX-License-Identifier: Apache-2.0

/**
 * What was set, where, and what is in force.
 *
 * <p>In: the agent's argument, system properties, the environment, the file. Out: {@link
 * io.meterweave.config.MeterweaveConfig}, a tree of records. Nothing in here throws.
 *
 * <p>Loader: agent. Sees {@code java.base}, {@code incident}, {@code spec} and, where there is a
 * file, SnakeYAML's parser; it runs before the application's main, so neither logging nor {@code
 * java.nio.file} nor regular expressions nor lambdas.
 */
@NullMarked
package io.meterweave.config;

import org.jspecify.annotations.NullMarked;
