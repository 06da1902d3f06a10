// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.LabelSpec;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels of one of a method's metrics: those that are fixed, and which of the values that are
 * read at a call become which of the others.
 *
 * <p>Immutable.
 */
final class PartLabels {
  private final Attributes fixed;
  private final List<AttributeKey<String>> keys = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>();
  private final Set<String> taken;

  /**
   * Resolves labels.
   *
   * @param function the method, for reports
   * @param own keys and values that the metric has by itself, in turns; a key without a value is
   *     one that it sets later
   * @param sources every value that is read at a call
   */
  PartLabels(
      String function, List<String[]> own, List<LabelSpec> labels, List<LabelSpec.Source> sources) {
    taken = new HashSet<>();
    AttributesBuilder builder = Attributes.builder();
    for (String[] label : own) {
      taken.add(label[0]);
      if (label.length > 1) {
        builder.put(label[0], Names.labelValue(label[1]));
      }
    }
    for (LabelSpec label : labels) {
      String key = Names.labelKey(label.key());
      if (!taken.add(key)) {
        Incidents.warn(
            Incidents.Kind.CONFIG,
            function
                + ": label "
                + label.key()
                + " is there already and is left out. Give it another key.");
      } else if (label.source() instanceof LabelSpec.Fixed value) {
        builder.put(key, Names.labelValue(value.value()));
      } else {
        keys.add(AttributeKey.stringKey(key));
        slots.add(MethodParts.indexOf(sources, label.source()));
      }
    }
    fixed = builder.build();
  }

  /** Returns whether they are the same for every call. */
  boolean areFixed() {
    return slots.isEmpty();
  }

  /** Returns the values that matter, ascending. */
  List<Integer> slots() {
    return List.copyOf(new TreeSet<>(slots));
  }

  /** Returns the keys that are not free. */
  Set<String> keys() {
    return taken;
  }

  /** Returns the labels for what was read at a call. */
  Attributes with(Object[] values) {
    if (slots.isEmpty()) {
      return fixed;
    }
    AttributesBuilder builder = fixed.toBuilder();
    for (int i = 0; i < keys.size(); i++) {
      builder.put(keys.get(i), Names.labelValue(String.valueOf(values[slots.get(i)])));
    }
    return builder.build();
  }
}
