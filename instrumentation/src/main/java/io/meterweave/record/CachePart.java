// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import java.util.List;

/** A cache whose look-ups a method's calls are. Immutable. */
final class CachePart extends Part {
  private final int index;
  private final Family<Counter> hits;
  private final Family<Counter> misses;

  /**
   * Registers the metrics.
   *
   * @param index which of the method's caches it is
   */
  CachePart(int index, PartLabels labels, Instruments instruments) {
    super(labels);
    this.index = index;
    List<String> keys = List.of("cache_type");
    this.hits = instruments.counter("cache_hits_total", "Cache hits", keys);
    this.misses = instruments.counter("cache_misses_total", "Cache misses", keys);
  }

  @Override
  boolean accepts(Attributes series) {
    return hits.accepts(series) && misses.accepts(series);
  }

  @Override
  void sayWhatIsFull() {
    hits.sayIfFull();
    misses.sayIfFull();
  }

  @Override
  void addTo(CallCells.Builder cells, Attributes series) {
    cells.cache(new CacheCell(index, hits.at(series), misses.at(series)));
  }
}
