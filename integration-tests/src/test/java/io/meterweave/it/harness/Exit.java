// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.time.Instant;

/**
 * How a process ended. Immutable.
 *
 * @param code its exit code
 * @param out everything that it wrote to standard output, one character for each byte
 * @param err everything that it wrote to standard error
 * @param at when it was seen to have ended
 */
public record Exit(int code, String out, String err, Instant at) {}
