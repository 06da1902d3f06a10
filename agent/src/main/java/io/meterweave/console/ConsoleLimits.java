// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

/**
 * What one client, and all of them together, may take from the server.
 *
 * <p>Immutable.
 *
 * @param maxConnections at the same time; beyond, the one that is stuck for longest makes room, or
 *     the newcomer is asked to come back
 * @param maxHeadBytes of all header lines of a request
 * @param headMillis from a request's first byte (or the connection) to the end of its head
 * @param responseMillis from the end of the head to the end of the response
 * @param stallMillis without a byte of the response being taken
 * @param idleMillis between two requests
 */
public record ConsoleLimits(
    int maxConnections,
    int maxHeadBytes,
    long headMillis,
    long responseMillis,
    long stallMillis,
    long idleMillis) {
  /** Enough for a Prometheus, a few people and their probes. */
  public static final ConsoleLimits DEFAULT =
      new ConsoleLimits(128, 16 * 1024, 5_000, 30_000, 10_000, 75_000);
}
