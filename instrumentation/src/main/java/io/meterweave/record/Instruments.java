// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All metrics, each registered once under its name.
 *
 * <p>Thread-safe. Registering the same definition again gives the same family. A definition that
 * contradicts an earlier one, or whose names would mix with another metric's in an exposition, is
 * refused and said once: the first stays, and what is recorded into the second is not shown. So no
 * definition can make a scrape fail.
 */
public final class Instruments {
  /** The bounds of bucket set {@code llm}, in seconds. */
  public static final List<Double> LLM_BOUNDS =
      List.of(.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  private final int maxSeries;
  private final Map<String, Collected> byExposedName = new ConcurrentHashMap<>();
  private final List<Collected> families = new CopyOnWriteArrayList<>();

  /**
   * Makes an empty registry.
   *
   * @param maxSeries how many series a metric may have, beside the one for the rest
   */
  public Instruments(int maxSeries) {
    this.maxSeries = maxSeries;
    observedCounter(
        "meterweave_series_overflowed_total",
        "Recordings that went to the overflow series",
        "metric",
        new OverflowedCounts(families));
    observedGauge("meterweave_series", "Series held by type", "type", new HeldCounts(families));
    MetricPart.reserveShared(this);
    CachePart.reserve(this);
  }

  /** Registers a counter. */
  public Family<Counter> counter(String name, String help, List<String> labelKeys) {
    return family(new FamilySpec(name, help, MetricKind.COUNTER, labelKeys));
  }

  /**
   * Registers what a spec asks for; the caller's type of series is that of the spec's kind, as
   * {@link MetricKind#series} has it.
   */
  @SuppressWarnings("unchecked") // a family of the same kind has the same type of series
  <S extends FamilySeries> Family<S> family(FamilySpec spec) {
    return register(Family.class, spec, new Family<>(spec, maxSeries));
  }

  /** Registers a counter of amounts that need not be whole. */
  public Family<Amount> amount(String name, String help, List<String> labelKeys) {
    return family(new FamilySpec(name, help, MetricKind.AMOUNT, labelKeys));
  }

  /**
   * Registers a histogram of durations.
   *
   * @param boundsSeconds the upper bounds of the buckets, in seconds
   */
  public Family<DurationHistogram> histogram(
      String name, String help, List<String> labelKeys, List<Double> boundsSeconds) {
    BucketLayout layout = BucketLayout.of(boundsSeconds);
    return family(
        new FamilySpec(
            name, help, MetricKind.HISTOGRAM, labelKeys, layout, FamilySpec.Owner.AGENT));
  }

  /** Registers a gauge that goes up and down by ones. */
  public Family<Level> level(String name, String help, List<String> labelKeys) {
    return family(new FamilySpec(name, help, MetricKind.GAUGE, labelKeys));
  }

  /** Registers a counter without labels that is kept elsewhere and asked for when collected. */
  public void observedCounter(String name, String help, DoubleSupplier value) {
    observe(new FamilySpec(name, help, MetricKind.AMOUNT, List.of()), single(value));
  }

  /** Registers a counter with one label, kept elsewhere: a map from label value to count. */
  public void observedCounter(
      String name,
      String help,
      String labelKey,
      Supplier<? extends Map<String, ? extends Number>> values) {
    observe(new FamilySpec(name, help, MetricKind.AMOUNT, List.of(labelKey)), values);
  }

  /** Registers a gauge without labels that is kept elsewhere and asked for when collected. */
  public void observedGauge(String name, String help, DoubleSupplier value) {
    observe(new FamilySpec(name, help, MetricKind.GAUGE, List.of()), single(value));
  }

  /** Registers a gauge with one label, kept elsewhere: a map from label value to value. */
  public void observedGauge(
      String name,
      String help,
      String labelKey,
      Supplier<? extends Map<String, ? extends Number>> values) {
    observe(new FamilySpec(name, help, MetricKind.GAUGE, List.of(labelKey)), values);
  }

  private void observe(FamilySpec spec, Supplier<? extends Map<String, ? extends Number>> values) {
    register(ObservedFamily.class, spec, new ObservedFamily(spec, values));
  }

  /** Makes ready what calls need only once threads get into each other's way. */
  public static void warmUp() {
    Probe.warmUp();
  }

  private static Supplier<Map<String, Double>> single(DoubleSupplier value) {
    return new Single(value);
  }

  private synchronized <F extends Collected> F register(Class<F> type, FamilySpec spec, F made) {
    List<String> exposed = Names.exposed(spec.name(), spec.kind());
    Collected same = byExposedName.get(exposed.get(0));
    if (same != null && type.isInstance(same) && same.spec().sharesSeriesWith(spec)) {
      if (!same.spec().layout().equals(spec.layout())) {
        warn(spec, "has other buckets than the first of that name, whose buckets stay");
      }
      return type.cast(same);
    }
    for (String name : exposed) {
      Collected other = byExposedName.get(name);
      if (other != null) {
        warn(spec, "would mix with " + other.spec().describe() + "; it is not shown");
        return made;
      }
    }
    for (String name : exposed) {
      byExposedName.put(name, made);
    }
    families.add(made);
    return made;
  }

  private static void warn(FamilySpec spec, String what) {
    Incidents.warn(Incidents.Kind.CONFIG, spec.describe() + " " + what + ". Give it another name.");
  }

  int maxSeries() {
    return maxSeries;
  }

  List<Collected> families() {
    return Collections.unmodifiableList(families);
  }

  /** The only value of a metric without labels. */
  private record Single(DoubleSupplier value) implements Supplier<Map<String, Double>> {
    @Override
    public Map<String, Double> get() {
      return Map.of("", value.getAsDouble());
    }
  }

  /** What went to overflow series, by metric. */
  private record OverflowedCounts(List<Collected> families) implements Supplier<Map<String, Long>> {
    @Override
    public Map<String, Long> get() {
      Map<String, Long> counts = new TreeMap<>();
      for (Collected family : families) {
        long overflowed = family.overflowed();
        if (overflowed > 0) {
          counts.put(family.spec().name(), overflowed);
        }
      }
      return counts;
    }
  }

  /** How many series there are, by type. */
  private record HeldCounts(List<Collected> families) implements Supplier<Map<String, Long>> {
    @Override
    public Map<String, Long> get() {
      Map<String, Long> counts = new TreeMap<>();
      for (Collected family : families) {
        counts.merge(family.spec().kind().label(), (long) family.size(), Long::sum);
      }
      return counts;
    }
  }
}
