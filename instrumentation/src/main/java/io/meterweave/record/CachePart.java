// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.Attributes;
import java.util.List;

/** A cache whose look-ups a method's calls are. Immutable. */
final class CachePart extends Part {
  private static final List<String> KEYS = List.of("cache_type");

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
    this.hits = hits(instruments);
    this.misses = misses(instruments);
  }

  /** Registers the families, so that nobody takes their names. */
  static void reserve(Instruments instruments) {
    hits(instruments);
    misses(instruments);
  }

  private static Family<Counter> hits(Instruments instruments) {
    return instruments.counter("cache_hits_total", "Cache hits", KEYS);
  }

  private static Family<Counter> misses(Instruments instruments) {
    return instruments.counter("cache_misses_total", "Cache misses", KEYS);
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
