// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the labels of one annotation's metrics, or for the attributes of one span: those in
 * the annotation itself, then those of {@code @Label} or {@code @SpanAttribute} beside it.
 *
 * <p>Confined to the calling thread.
 */
final class LabelRules {
  private final Complaints complaints;
  private final @Nullable Set<String> taken;
  private final Set<String> keys = new HashSet<>();

  /**
   * Begins without any key.
   *
   * @param taken the labels that the metrics carry by themselves; null for attributes
   */
  LabelRules(Complaints complaints, @Nullable Set<String> taken) {
    this.complaints = complaints;
    this.taken = taken;
  }

  /** Checks the texts of an element. */
  void checkTexts(Placed placed, String element) {
    Written mark = placed.mark();
    List<String> texts = mark.texts(element);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Problem problem = KeyValue.check(text);
      if (problem != null) {
        complaints.add(mark, element, i, problem);
      } else {
        checkRead(placed, element, i, text);
      }
    }
  }

  private void checkRead(Placed placed, String element, int item, String text) {
    KeyValue read = KeyValue.of(text);
    checkKey(placed.mark(), element, item, read.key());
    if (!read.isPath()) {
      return;
    }
    Problem problem = LabelPath.check(read.value());
    if (problem != null) {
      complaints.add(placed.mark(), element, item, problem);
      return;
    }
    problem = PathRoot.check(read.value(), text, placed.method());
    if (problem != null) {
      complaints.addMinor(placed.mark(), element, item, problem);
    }
  }

  /** Checks the keys of the annotations of a type that stand beside. */
  void checkPlaced(List<Placed> marks, String type) {
    for (Placed placed : marks) {
      if (placed.is(type)) {
        checkKey(placed.mark(), "value", Complaints.WHOLE, placed.mark().text("value"));
      }
    }
  }

  private void checkKey(Written mark, String element, int item, String key) {
    Problem problem = taken == null ? AttributeName.check(key) : LabelName.check(key, taken);
    if (problem == null && !keys.add(key)) {
      problem = taken == null ? AttributeName.duplicate(key) : LabelName.duplicate(key);
    }
    if (problem != null) {
      complaints.add(mark, element, item, problem);
    }
  }
}
