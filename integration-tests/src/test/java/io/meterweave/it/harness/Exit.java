// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.time.Duration;

/**
 * How a process ended. Immutable.
 *
 * @param code its exit code
 * @param out everything that it wrote to standard output, one character for each byte
 * @param err everything that it wrote to standard error
 * @param took from its start to its end
 */
public record Exit(int code, String out, String err, Duration took) {}
