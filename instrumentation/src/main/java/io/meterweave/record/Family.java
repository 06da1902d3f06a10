// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The series of one metric, by their labels; beyond the limit one series takes all the rest.
 *
 * <p>Thread-safe; a series that exists is found without a lock.
 *
 * @param <S> a series
 */
public final class Family<S extends FamilySeries> implements Collected {
  private final FamilySpec spec;
  private final List<AttributeKey<String>> keys;
  private final int maxSeries;
  private final Map<Attributes, S> series = new ConcurrentHashMap<>();
  private volatile List<Shown> inOrder = List.of();
  private final AtomicInteger held = new AtomicInteger();
  private volatile @Nullable S overflow;
  private volatile boolean hasWarned;

  Family(FamilySpec spec, int maxSeries) {
    this.spec = spec;
    this.keys = spec.attributeKeys();
    this.maxSeries = maxSeries;
  }

  /**
   * Returns the series of these label values, in the order of the label keys. A null value is
   * {@code none}, a missing one as well.
   */
  public S with(@Nullable String... values) {
    AttributesBuilder labels = Attributes.builder();
    for (int i = 0; i < keys.size(); i++) {
      String value = i < values.length ? values[i] : null;
      labels.put(keys.get(i), value == null ? Names.NONE : Names.labelValue(value));
    }
    return with(labels.build());
  }

  /** Returns the series of these labels, or the one for the rest if there are too many. */
  private S with(Attributes labels) {
    S found = series.get(labels);
    if (found != null) {
      return found;
    }
    if (!reserve()) {
      sayIfFull();
      return overflow();
    }
    S made = make(false);
    S other = series.putIfAbsent(labels, made);
    if (other == null) {
      return made;
    }
    held.decrementAndGet();
    return other;
  }

  /** Says that there is no room left, if so and not said yet. */
  void sayIfFull() {
    if (!hasWarned && held.get() >= maxSeries) {
      hasWarned = true;
      Incidents.warn(
          Incidents.Kind.CONFIG,
          spec.describe()
              + " has as many series as it may; the rest counts in the series"
              + " otel_metric_overflow. Take labels with fewer values, or give methods metrics of"
              + " their own by a name.");
    }
  }

  private boolean reserve() {
    int now;
    do {
      now = held.get();
      if (now >= maxSeries) {
        return false;
      }
    } while (!held.compareAndSet(now, now + 1));
    return true;
  }

  /** Returns whether the series exists or there is room for it. */
  boolean accepts(Attributes labels) {
    return held.get() < maxSeries || series.containsKey(labels);
  }

  /** Returns the series of these labels; {@link OverflowLabels#ALL} are those of the rest. */
  @SuppressWarnings("ReferenceEquality") // one object stands for the rest
  S at(Attributes labels) {
    return labels == OverflowLabels.ALL ? overflow() : with(labels);
  }

  /** Returns the series that takes what is beyond the limit. */
  S overflow() {
    S rest = overflow;
    return rest == null ? makeOverflow() : rest;
  }

  private synchronized S makeOverflow() {
    S rest = overflow;
    if (rest == null) {
      rest = make(true);
      overflow = rest;
    }
    return rest;
  }

  @Override
  public long overflowed() {
    S rest = overflow;
    return rest == null ? 0 : rest.recordings();
  }

  @Override
  public void show(SeriesSink sink) {
    for (Shown each : inOrder()) {
      each.series.show(each.labels, sink);
    }
    S rest = overflow;
    if (rest != null) {
      rest.show(rest.labels(OverflowLabels.ALL), sink);
    }
  }

  /**
   * Returns all series but the one for the rest, sorted by their labels. Series are only ever
   * added: as many as before are the same as before, and need no sorting.
   */
  private List<Shown> inOrder() {
    List<Shown> known = inOrder;
    if (known.size() != series.size()) {
      Map<String[], Shown> sorted = new TreeMap<>(Arrays::compare);
      for (Map.Entry<Attributes, S> entry : series.entrySet()) {
        SeriesLabels labels = entry.getValue().labels(entry.getKey());
        sorted.put(labels.texts(), new Shown(labels, entry.getValue()));
      }
      known = List.copyOf(sorted.values());
      inOrder = known;
    }
    return known;
  }

  /** A series and its labels. */
  private record Shown(SeriesLabels labels, FamilySeries series) {}

  @Override
  public Data<?> points(Collecting at) {
    return spec.kind().data(Points.of(this, at));
  }

  @Override
  public int size() {
    return held.get() + (overflow == null ? 0 : 1);
  }

  @Override
  public FamilySpec spec() {
    return spec;
  }

  @SuppressWarnings("unchecked") // the kind of the spec is that of the type: see Instruments
  private S make(boolean isOverflow) {
    return (S) spec.kind().series(spec, isOverflow);
  }
}
