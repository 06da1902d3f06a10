// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that threw, under one set of labels.
 *
 * <p>Thread-safe and lock-free; a type that was seen allocates nothing.
 */
abstract class FailureCell {
  private FailureCell() {}

  abstract void count(Throwable thrown);

  /** Returns a cell that counts each type of throwable in a series of its own. */
  static FailureCell byType(Family<Counter> family, Attributes labels) {
    return new ByType(family, labels);
  }

  /**
   * Returns a cell that counts all in one series.
   *
   * @param isAtOnce whether the series is there before anything fails; else labels that tell how a
   *     call ended would show a failure that never was
   * @param types the classes that count, with their subclasses; empty for all
   */
  static FailureCell of(
      Family<Counter> family, Attributes labels, boolean isAtOnce, List<String> types) {
    Selected cell = new Selected(family, labels, types.toArray(new String[0]));
    if (isAtOnce) {
      cell.counter();
    }
    return cell;
  }

  private static final class ByType extends FailureCell {
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error_type");

    /** So many types of errors are found without building labels. */
    private static final int REMEMBERED_TYPES = 256;

    private final Family<Counter> family;
    private final Attributes labels;
    private final Map<String, Counter> byType = new ConcurrentHashMap<>(4);

    ByType(Family<Counter> family, Attributes labels) {
      this.family = family;
      this.labels = labels;
    }

    @Override
    void count(Throwable thrown) {
      String type = thrown.getClass().getName();
      Counter known = byType.get(type);
      (known == null ? counter(type) : known).add(1);
    }

    private Counter counter(String type) {
      Counter counter =
          labels.equals(OverflowLabels.ALL)
              ? family.overflow()
              : family.at(labels.toBuilder().put(ERROR_TYPE, Names.labelValue(type)).build());
      if (byType.size() < REMEMBERED_TYPES) {
        byType.put(type, counter);
      }
      return counter;
    }
  }

  private static final class Selected extends FailureCell {
    private final Family<Counter> family;
    private final Attributes labels;
    private final String[] types;
    private volatile @Nullable Counter counter;

    Selected(Family<Counter> family, Attributes labels, String[] types) {
      this.family = family;
      this.labels = labels;
      this.types = types;
    }

    @Override
    void count(Throwable thrown) {
      if (types.length == 0 || isSelected(thrown.getClass())) {
        counter().add(1);
      }
    }

    private Counter counter() {
      Counter known = counter;
      if (known == null) {
        known = family.at(labels);
        counter = known;
      }
      return known;
    }

    private boolean isSelected(Class<?> thrown) {
      for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
        for (String selected : types) {
          if (selected.equals(type.getName())) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
