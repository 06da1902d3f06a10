// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

/**
 * A JVM of this machine, seen from outside. Immutable; what is not known is an empty text.
 *
 * @param pid its process
 * @param javaVersion such as {@code 17.0.15}
 * @param agentVersion the version of Meterweave in it, {@code no}, or {@code ?}
 * @param program its main class or jar with the arguments, or why that is not known
 */
record VisibleJvm(long pid, String javaVersion, String agentVersion, String program) {}
