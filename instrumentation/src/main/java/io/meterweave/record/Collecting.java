// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * One collection of all families: every point carries its times.
 *
 * <p>Immutable. Times are nanoseconds since the epoch.
 *
 * @param startEpochNanos when counting began
 * @param epochNanos now
 */
record Collecting(long startEpochNanos, long epochNanos) {}
