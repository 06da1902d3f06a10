// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.rules.LabelName;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.ValueSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what is asked for of a method by when its labels are known, and puts together what has the
 * same values for labels.
 *
 * <p>Confined to the calling thread.
 */
final class MethodParts {
  private final String function;
  private final boolean isTimed;
  private final Instruments instruments;
  private final Function<String, @Nullable BooleanSupplier> switches;
  private final List<LabelSpec.Source> atEntry = new ArrayList<>();
  private final List<LabelSpec.Source> atExit = new ArrayList<>();
  private final List<LabelSpec.Source> sources = new ArrayList<>();
  private final List<LabelGroup> entryGroups = new ArrayList<>();
  private final List<LabelGroup> exitGroups = new ArrayList<>();
  private final List<ExtractedLabels> extracted = new ArrayList<>();

  /**
   * Sorts.
   *
   * @param switches give, for another library's annotation, what tells whether it is measured here
   */
  MethodParts(
      MethodSpec method,
      Instruments instruments,
      Function<String, @Nullable BooleanSupplier> switches) {
    this.function = method.functionName();
    this.switches = switches;
    this.instruments = instruments;
    Requests requests = method.requests();
    this.isTimed = requests.needTime();
    collectSources(requests);
    sources.addAll(atEntry);
    sources.addAll(atExit);
    for (MetricSpec metric : requests.metrics()) {
      add(metric);
    }
    for (int i = 0; i < requests.values().size(); i++) {
      add(i, requests.values().get(i));
    }
    for (int i = 0; i < requests.caches().size(); i++) {
      add(i, requests.caches().get(i));
    }
    if (entryGroups.isEmpty()) {
      entryGroups.add(group(List.of(), "", /* keepsFigures= */ true));
    }
  }

  private void collectSources(Requests requests) {
    for (MetricSpec metric : requests.metrics()) {
      collect(metric.labels());
    }
    for (ValueSpec value : requests.values()) {
      collect(value.labels());
    }
    for (CacheSpec cache : requests.caches()) {
      collect(cache.labels());
    }
  }

  private void collect(List<LabelSpec> labels) {
    for (LabelSpec label : labels) {
      List<LabelSpec.Source> known = label.source().isKnownAtEntry() ? atEntry : atExit;
      if (!(label.source() instanceof LabelSpec.Fixed) && indexOf(known, label.source()) < 0) {
        known.add(label.source());
      }
    }
  }

  /** Looks a value up without the records' own equality, which takes 15 ms to be linked. */
  static int indexOf(List<LabelSpec.Source> sources, LabelSpec.Source wanted) {
    for (int i = 0; i < sources.size(); i++) {
      if (isSame(sources.get(i), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(LabelSpec.Source one, LabelSpec.Source other) {
    if (one instanceof LabelSpec.Read read && other instanceof LabelSpec.Read otherRead) {
      return read.path().equals(otherRead.path()) && read.absent().equals(otherRead.absent());
    }
    return one instanceof LabelSpec.Outcome outcome
        && other instanceof LabelSpec.Outcome otherOutcome
        && outcome.returned().equals(otherOutcome.returned())
        && outcome.threw().equals(otherOutcome.threw());
  }

  private void add(MetricSpec metric) {
    boolean isLate = metric.labelExtractor() != null || hasLate(metric.labels());
    List<InstrumentSpec> early = new ArrayList<>();
    List<InstrumentSpec> late = new ArrayList<>();
    for (InstrumentSpec instrument : metric.instruments()) {
      boolean isActive =
          instrument.kind() == Kind.ACTIVE || instrument.kind() == Kind.ACTIVE_DURATION;
      (isLate && !isActive ? late : early).add(instrument);
    }
    if (!early.isEmpty()) {
      List<LabelSpec> labels = isLate ? early(metric.labels()) : metric.labels();
      Part part = new MetricPart(function, early, labels(own(metric), labels), instruments);
      add(part, metric.foreign(), /* isLate= */ false);
    }
    if (!late.isEmpty()) {
      PartLabels labels = labels(own(metric), metric.labels());
      Part part = new MetricPart(function, late, labels, instruments);
      add(part, metric.labelExtractor(), metric.foreign(), /* isLate= */ true);
    }
  }

  private void add(int index, ValueSpec value) {
    PartLabels labels = labels(List.of(), value.labels());
    boolean isLate = value.labelExtractor() != null || hasLate(value.labels());
    Part part = new ValuePart(function, index, value, labels, instruments);
    add(part, value.labelExtractor(), "", isLate);
  }

  private void add(int index, CacheSpec cache) {
    PartLabels labels =
        labels(
            List.<String[]>of(new String[] {LabelName.CACHE, cache.cacheName()}), cache.labels());
    add(new CachePart(index, labels, instruments), "", hasLate(cache.labels()));
  }

  private void add(Part part, @Nullable String extractor, String foreign, boolean isLate) {
    if (extractor == null) {
      add(part, foreign, isLate);
      return;
    }
    LabelGroup alone = group(part.labels().slots(), foreign, /* keepsFigures= */ false);
    alone.add(part);
    extracted.add(new ExtractedLabels(function, extractor, alone));
  }

  private void add(Part part, String foreign, boolean isLate) {
    List<LabelGroup> groups = isLate ? exitGroups : entryGroups;
    List<Integer> slots = part.labels().slots();
    for (LabelGroup group : groups) {
      if (group.takes(slots, foreign)) {
        group.add(part);
        return;
      }
    }
    LabelGroup made = group(slots, foreign, !isLate && entryGroups.isEmpty());
    made.add(part);
    groups.add(made);
  }

  private LabelGroup group(List<Integer> slots, String foreign, boolean keepsFigures) {
    return new LabelGroup(
        function,
        slots,
        instruments.maxSeries(),
        keepsFigures,
        isTimed,
        foreign,
        foreign.isEmpty() ? null : switches.apply(foreign));
  }

  private PartLabels labels(List<String[]> own, List<LabelSpec> labels) {
    return new PartLabels(function, own, labels, sources);
  }

  private List<String[]> own(MetricSpec metric) {
    List<String[]> own = new ArrayList<>();
    if (metric.instrument(Kind.ERRORS) != null) {
      own.add(new String[] {LabelName.ERROR_TYPE});
    }
    if (metric.isShared()) {
      own.add(new String[] {LabelName.FUNCTION, function});
    }
    return own;
  }

  private static boolean hasLate(List<LabelSpec> labels) {
    return early(labels).size() < labels.size();
  }

  private static List<LabelSpec> early(List<LabelSpec> labels) {
    List<LabelSpec> early = new ArrayList<>();
    for (LabelSpec label : labels) {
      if (label.source().isKnownAtEntry()) {
        early.add(label);
      }
    }
    return early;
  }

  List<LabelSpec.Source> atEntry() {
    return atEntry;
  }

  List<LabelSpec.Source> atExit() {
    return atExit;
  }

  List<LabelGroup> entryGroups() {
    return entryGroups;
  }

  List<LabelGroup> exitGroups() {
    return exitGroups;
  }

  List<ExtractedLabels> extracted() {
    return extracted;
  }
}
