// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The definition of a family of series.
 *
 * <p>Immutable.
 *
 * @param name the metric's name, as Prometheus shows it
 * @param help the HELP text
 * @param kind what the series hold
 * @param labelKeys the label keys of {@link Family#with(String...)}
 * @param layout the buckets, which matter for histograms only
 * @param owner who defines it
 */
record FamilySpec(
    String name,
    String help,
    MetricKind kind,
    List<String> labelKeys,
    BucketLayout layout,
    Owner owner) {

  /** Who defines a family; different owners never share one. */
  enum Owner {
    /** The agent, for itself. */
    AGENT("the agent"),
    /** All woven methods that were given no name. */
    SHARED("all methods without a name"),
    /** The woven methods of that name. */
    NAMED("methods of that name");

    private final String words;

    Owner(String words) {
      this.words = words;
    }
  }

  /** Escapes the name. */
  FamilySpec {
    name = Names.metric(name);
    layout = kind.isHistogram() ? layout : BucketLayout.DEFAULT;
    labelKeys = List.copyOf(labelKeys);
  }

  FamilySpec(String name, String help, MetricKind kind, List<String> labelKeys) {
    this(name, help, kind, labelKeys, BucketLayout.DEFAULT, Owner.AGENT);
  }

  /** Returns whether both are the same metric, though perhaps with other buckets or help. */
  boolean sharesSeriesWith(FamilySpec other) {
    return name.equals(other.name)
        && kind == other.kind
        && owner == other.owner
        && (owner != Owner.AGENT || labelKeys.equals(other.labelKeys));
  }

  String describe() {
    return "metric " + name + " (" + kind.label() + " of " + owner.words + ")";
  }

  /** Returns the unit; a name that ends in its unit gets no suffix from any exporter. */
  String unit() {
    return Names.base(name).endsWith("_seconds") ? "s" : "";
  }

  List<AttributeKey<String>> attributeKeys() {
    List<AttributeKey<String>> keys = new ArrayList<>();
    for (String key : labelKeys) {
      keys.add(AttributeKey.stringKey(Names.labelKey(key)));
    }
    return keys;
  }
}
