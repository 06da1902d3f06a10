// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

/**
 * The application that is measured, and the agent in it; an empty text is not known.
 *
 * <p>Immutable.
 *
 * @param service the service's name
 * @param serviceVersion the service's version
 * @param environment where it runs, such as {@code production}
 * @param jvm the JVM's name and version, for people
 * @param pid the process
 * @param agentVersion Meterweave's version
 * @param startedAtMillis when the JVM started, in milliseconds since 1970
 */
public record Identity(
    String service,
    String serviceVersion,
    String environment,
    String jvm,
    long pid,
    String agentVersion,
    long startedAtMillis) {}
