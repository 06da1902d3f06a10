// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.meterweave.rules.LabelName;
import io.meterweave.rules.Problem;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of a method's metrics that has labels from a class of the application's.
 *
 * <p>Thread-safe. What that class throws or returns does no harm: what cannot be a label is left
 * out and said once.
 */
final class ExtractedLabels {
  private final String function;
  private final String extractor;
  private final LabelGroup group;

  /**
   * Makes one.
   *
   * @param extractor the class's name
   * @param group holds the metric alone
   */
  ExtractedLabels(String function, String extractor, LabelGroup group) {
    this.function = function;
    this.extractor = extractor;
    this.group = group;
  }

  String extractor() {
    return extractor;
  }

  LabelGroup group() {
    return group;
  }

  /**
   * Returns the cells of a call.
   *
   * @param values what was read for its other labels
   * @param extracted what the class gave, or null
   */
  CallCells at(Object[] values, @Nullable Map<?, ?> extracted) {
    PartLabels labels = group.parts().get(0).labels();
    Attributes series = labels.with(values);
    if (extracted != null) {
      try {
        series = with(labels, series, extracted);
      } catch (Throwable failure) {
        Incidents.swallow(Incidents.Kind.USER_CODE, function + ", " + extractor, failure);
      }
    }
    return group.at(series, List.of(series));
  }

  private Attributes with(PartLabels labels, Attributes series, Map<?, ?> extracted) {
    AttributesBuilder builder = series.toBuilder();
    for (Map.Entry<?, ?> entry : extracted.entrySet()) {
      if (entry.getKey() == null) {
        continue; // as a label that was not given
      }
      String key = String.valueOf(entry.getKey());
      Problem problem = LabelName.check(key, labels.keys());
      if (problem != null) {
        Incidents.warn(
            Incidents.Kind.CONFIG,
            function + ": " + extractor + " gives a label that is left out. " + problem.message());
        continue;
      }
      builder.put(key, Names.labelValue(String.valueOf(LabelKey.of(entry.getValue()))));
    }
    return builder.build();
  }
}
