// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Those metrics of a method that have the same values for labels, and all cells they record into.
 *
 * <p>Thread-safe; cells that exist are found without a lock.
 */
/*
 * Cells are made under the lock, once per combination of values, and only while every family of the
 * group has room: then a combination is either counted as itself in all of them or in the series for
 * the rest in all of them, and the sums over the series stay exact.
 */
final class LabelGroup {
  private final String function;
  private final List<Integer> slots;
  private final List<Part> parts = new ArrayList<>();
  private final int maxCombinations;
  private final boolean keepsFigures;
  private final boolean isTimed;
  private final String foreign;
  private final @Nullable BooleanSupplier isMeasured;
  private final Map<Object, CallCells> cells = new ConcurrentHashMap<>(4);
  private volatile @Nullable CallCells overflow;

  /**
   * Makes a group.
   *
   * @param slots the values that matter, ascending
   * @param keepsFigures whether calls, and durations, are recorded whatever is asked for
   * @param isTimed whether it is known how long the calls take
   * @param foreign the annotation of another library that asks, or empty
   * @param isMeasured asked at each call whether it is recorded; null: it is
   */
  LabelGroup(
      String function,
      List<Integer> slots,
      int maxCombinations,
      boolean keepsFigures,
      boolean isTimed,
      String foreign,
      @Nullable BooleanSupplier isMeasured) {
    this.function = function;
    this.slots = slots;
    this.maxCombinations = maxCombinations;
    this.keepsFigures = keepsFigures;
    this.isTimed = isTimed;
    this.foreign = foreign;
    this.isMeasured = isMeasured;
  }

  void add(Part part) {
    parts.add(part);
  }

  List<Part> parts() {
    return parts;
  }

  /** Returns whether metrics with these values for labels, of that annotation, belong here. */
  boolean takes(List<Integer> otherSlots, String otherForeign) {
    return slots.equals(otherSlots) && foreign.equals(otherForeign);
  }

  /** Returns the cells for what was read at a call. */
  CallCells at(Object[] values) {
    if (isMeasured != null && !isMeasured.getAsBoolean()) {
      return CallCells.NOTHING; // no series that would stay 0; the switch goes one way
    }
    List<Object> key = new ArrayList<>(slots.size());
    for (int slot : slots) {
      key.add(values[slot]);
    }
    CallCells known = cells.get(key);
    if (known != null) {
      return known;
    }
    if (cells.size() >= maxCombinations) {
      return overflow();
    }
    List<Attributes> series = new ArrayList<>(parts.size());
    for (Part part : parts) {
      series.add(part.labels().with(values));
    }
    return at(key, series);
  }

  /** Returns the cells of a key, made for these labels of each part if there are none yet. */
  CallCells at(Object key, List<Attributes> series) {
    CallCells known = cells.get(key);
    if (known != null) {
      return known;
    }
    return accepts(series) ? make(key, series) : overflow();
  }

  private boolean accepts(List<Attributes> series) {
    if (cells.size() >= maxCombinations) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).accepts(series.get(i))) {
        return false;
      }
    }
    return true;
  }

  private synchronized CallCells make(Object key, List<Attributes> series) {
    CallCells known = cells.get(key);
    if (known != null) {
      return known;
    }
    if (!accepts(series)) {
      return overflow();
    }
    CallCells made = build(series);
    cells.put(key, made);
    return made;
  }

  private CallCells build(@Nullable List<Attributes> series) {
    CallCells.Builder builder = new CallCells.Builder(isTimed);
    if (keepsFigures) {
      builder.keepFigures();
    }
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).addTo(builder, series == null ? OverflowLabels.ALL : series.get(i));
    }
    return builder.build(isMeasured);
  }

  private CallCells overflow() {
    CallCells rest = overflow;
    return rest == null ? makeOverflow() : rest;
  }

  private synchronized CallCells makeOverflow() {
    CallCells rest = overflow;
    if (rest == null) {
      rest = build(null);
      overflow = rest;
      sayWhy();
    }
    return rest;
  }

  private void sayWhy() {
    if (cells.size() < maxCombinations) { // others have filled the metric: say it once, not of each
      parts.forEach(Part::sayWhatIsFull);
      return;
    }
    Incidents.warn(
        Incidents.Kind.CONFIG,
        function
            + ": its labels have more combinations than a metric may have series; the rest counts"
            + " in the series otel_metric_overflow. Take labels with fewer values.");
  }

  /** Returns all cells that were made. */
  Collection<CallCells> all() {
    List<CallCells> all = new ArrayList<>(cells.values());
    CallCells rest = overflow;
    if (rest != null) {
      all.add(rest);
    }
    return all;
  }
}
