// SPDX-License-Identifier: Apache-2.0

/**
 * The command line: what somebody asks for goes in, sentences and an exit code come out.
 *
 * <p>Loader: agent, in a JVM of its own, where the parent is the system loader (there are the JDK's
 * tools). Sees {@code config}, {@code explain}, {@code runtime} and {@code jdk.attach}, which not
 * every Java has. Before it: {@code agent}.
 */
@NullMarked
package io.meterweave.cli;

import org.jspecify.annotations.NullMarked;
