// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of a method's calls that have their labels in common: what one annotation asks for.
 *
 * <p>Immutable.
 *
 * @param labels the labels in the order they were written; keys are distinct
 * @param labelExtractor the binary name of a class that gives further labels, or null
 * @param instruments what is recorded, never empty; either all have a name or none has
 * @param foreign the binary name of the annotation that asks for it, if it belongs to another
 *     library, whose own code may measure the same calls; else empty
 */
public record MetricSpec(
    List<LabelSpec> labels,
    @Nullable String labelExtractor,
    List<InstrumentSpec> instruments,
    String foreign) {

  /** Copies the lists. */
  public MetricSpec {
    labels = List.copyOf(labels);
    instruments = List.copyOf(instruments);
  }

  /** Makes one that no annotation of another library asks for. */
  public MetricSpec(
      List<LabelSpec> labels, @Nullable String labelExtractor, List<InstrumentSpec> instruments) {
    this(labels, labelExtractor, instruments, "");
  }

  /** Returns whether the calls record into the families that all methods without a name share. */
  public boolean isShared() {
    return instruments.get(0).name().isEmpty();
  }

  /** Returns the instrument of a kind, or null if it was not asked for. */
  public @Nullable InstrumentSpec instrument(InstrumentSpec.Kind kind) {
    for (InstrumentSpec instrument : instruments) {
      if (instrument.kind() == kind) {
        return instrument;
      }
    }
    return null;
  }

  /** Returns whether the calls in flight are recorded. */
  public boolean hasActive() {
    return instrument(InstrumentSpec.Kind.ACTIVE) != null
        || instrument(InstrumentSpec.Kind.ACTIVE_DURATION) != null;
  }

  /** Returns whether a label's value is known only at a call. */
  public boolean hasDynamicLabels() {
    if (labelExtractor != null) {
      return true;
    }
    for (LabelSpec label : labels) {
      if (!(label.source() instanceof LabelSpec.Fixed)) {
        return true;
      }
    }
    return false;
  }
}
