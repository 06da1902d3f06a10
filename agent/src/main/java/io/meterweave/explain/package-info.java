// SPDX-License-Identifier: Apache-2.0

/**
 * Finds in archives what would be woven, without loading a class: archives go in, a line for every
 * method that asks to be measured comes out.
 *
 * <p>Loader: agent. Sees {@code match}, {@code weave} and {@code spec}. Before it: {@code cli} for
 * the command, {@code runtime} for the class path of a running program; after it: {@code match}.
 */
@NullMarked
package io.meterweave.explain;

import org.jspecify.annotations.NullMarked;
