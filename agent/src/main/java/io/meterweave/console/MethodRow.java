// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.util.List;

/**
 * One annotated method, and how it does.
 *
 * <p>Immutable.
 *
 * @param function the class's name, a dot, the method's name
 * @param descriptor the method's descriptor, {@code (Ljava/lang/String;)V}; overloads have rows of
 *     their own but may share a series, and with it their numbers
 * @param records what is recorded: {@code metrics}, {@code span}, {@code llm}
 * @param status whether it is woven
 * @param reason why it is not woven; empty if it is
 * @param calls calls that ended, since the start; {@link #NOT_COUNTED} if nobody asked to count
 * @param errors those that ended by a throwable; {@link #NOT_COUNTED} likewise
 * @param meanMillis how long a call took on average, since the start; NaN if nothing was timed
 */
public record MethodRow(
    String function,
    String descriptor,
    List<String> records,
    Status status,
    String reason,
    long calls,
    long errors,
    double meanMillis) {
  /** The number of something that nobody asked to count. */
  public static final long NOT_COUNTED = -1;

  /** What became of the method. */
  public enum Status {
    /** Measured. */
    WOVEN,
    /** Annotated, but not measured; the reason says why. */
    REJECTED
  }

  /** Copies the list. */
  public MethodRow {
    records = List.copyOf(records);
  }
}
