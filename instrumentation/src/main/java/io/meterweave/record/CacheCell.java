// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * Where the look-ups in one of a method's caches are counted under one set of labels.
 *
 * <p>Immutable.
 *
 * @param cache the index of the {@code CacheSpec} among those of the method
 */
record CacheCell(int cache, Counter hits, Counter misses) {
  void record(boolean isHit) {
    (isHit ? hits : misses).add(1);
  }
}
