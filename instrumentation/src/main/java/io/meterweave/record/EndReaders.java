// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads at the end of a method's calls what is known only then: values of labels, numbers, and
 * whether a call was a hit.
 *
 * <p>Thread-safe. What is no finite number, or neither hit nor miss, is left out, counted as an
 * incident and said once; no number is left out in silence, and where nothing tells a hit it is a
 * miss.
 *
 * @param function the method, for reports
 * @param labels give the values of labels. As all readers here, they get the result as the first
 *     value, the throwable as the second, and behind the third what was kept at the call's start
 * @param numbers give the numbers, by the index of their {@code ValueSpec}
 * @param hits tell hits, by the index of their {@code CacheSpec}; null: the result itself tells
 * @param extractions the classes that give labels; null for one that cannot be had
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; an array folds better than a list
public record EndReaders(
    String function,
    ArgumentReader[] labels,
    ArgumentReader[] numbers,
    @Nullable ArgumentReader[] hits,
    @Nullable LabelExtraction[] extractions) {

  /** Returns a number, or NaN if there is none. */
  double number(
      int value,
      @Nullable Object result,
      @Nullable Throwable thrown,
      @Nullable Object @Nullable [] kept) {
    Object read = numbers[value].read(result, thrown, null, kept);
    return read == null ? Double.NaN : number(read);
  }

  /**
   * Returns the number that an object stands for, a length where it has one; NaN if it has none or
   * one that is not finite.
   */
  public double number(Object value) {
    int[] reading = Reading.begin();
    try {
      double number = value instanceof Number plain ? plain.doubleValue() : length(value);
      if (Double.isFinite(number)) {
        return number;
      }
      Incidents.warn(
          Incidents.Kind.RECORD,
          function
              + ": a number to record is "
              + (value instanceof Number ? "not finite" : "a " + value.getClass().getName())
              + " and is left out.");
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.USER_CODE, function + ", number to record", failure);
    } finally {
      reading[0]--;
    }
    return Double.NaN;
  }

  private static double length(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof CharSequence text) {
      return text.length();
    }
    return value.getClass().isArray() ? Array.getLength(value) : Double.NaN;
  }

  /** Returns what a class of the application's gives, or null. */
  @Nullable Map<?, ?> extract(
      int extraction,
      @Nullable Object[] arguments,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    LabelExtraction by = extractions[extraction];
    return by == null ? null : by.labels(arguments, result, thrown);
  }

  /** Returns whether a call was a hit, or null if it was neither hit nor miss. */
  @Nullable Boolean isHit(
      int cache,
      @Nullable Object result,
      @Nullable Throwable thrown,
      @Nullable Object @Nullable [] kept) {
    if (thrown != null) {
      return null;
    }
    ArgumentReader reader = hits[cache];
    if (reader == null) {
      return result != null && !(result instanceof Optional<?> found && found.isEmpty());
    }
    Object read = reader.read(result, null, null, kept);
    if (read == null || read instanceof Boolean) {
      return Boolean.TRUE.equals(read);
    }
    Incidents.warn(
        Incidents.Kind.RECORD,
        function
            + ": what tells a hit is a "
            + read.getClass().getName()
            + ", not a boolean; the call counts neither as hit nor as miss.");
    return null;
  }
}
