// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ArgumentReader;
import io.meterweave.record.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value from one of those that a call has captured or ended with, by compiled steps.
 *
 * <p>Thread-safe. What the application's code throws is swallowed, and the value is then null.
 */
final class ValuePath implements ArgumentReader {
  private final int position;
  private final Step[] steps;
  private final String where;

  /**
   * Makes a reader.
   *
   * @param position the position of the value that the path starts at
   * @param where the method and the path, for reports
   */
  ValuePath(int position, Step[] steps, String where) {
    this.position = position;
    this.steps = steps;
    this.where = where;
  }

  @Override
  public @Nullable Object read(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    Object value =
        switch (position) {
          case 0 -> first;
          case 1 -> second;
          case 2 -> third;
          default -> others == null ? null : others[position - 3];
        };
    return steps.length == 0 ? value : walk(value);
  }

  private @Nullable Object walk(@Nullable Object argument) {
    Object value = argument;
    int[] reading = Reading.begin();
    try {
      for (int i = 0; i < steps.length && value != null; i++) {
        value = steps[i].next(value);
      }
      return value;
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.USER_CODE, where, failure);
      return null;
    } finally {
      reading[0]--;
    }
  }

  /** One step of a path. Thread-safe. */
  @FunctionalInterface
  interface Step {
    @Nullable Object next(Object from) throws Throwable;
  }
}
