// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.util.List;

/**
 * One method that was asked to be measured, what became of it and how it does.
 *
 * <p>Immutable.
 *
 * @param function the class's name, a dot, the method's name; the class's name alone where the
 *     class as a whole is meant
 * @param descriptor the method's descriptor, {@code (Ljava/lang/String;)V}; overloads have rows of
 *     their own but may share a series, and with it their numbers; empty where a class is meant
 * @param records what kinds of things are recorded: {@code metrics}, {@code span}, {@code llm}
 * @param asks the same by name, such as {@code orders_calls_total, span}; empty if it is not known
 * @param status what became of it
 * @param reason why it is not woven, or what is left out of it; empty where all is woven
 * @param calls calls that ended, since the start; {@link #NOT_COUNTED} if nobody asked to count
 * @param errors those that ended by a throwable; {@link #NOT_COUNTED} likewise
 * @param meanMillis how long a call took on average, since the start; NaN if nothing was timed
 */
public record MethodRow(
    String function,
    String descriptor,
    List<String> records,
    String asks,
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
    /** Woven, and switched off at run time: its numbers stay as they are. */
    TURNED_OFF,
    /** Something is wrong with it, and the reason says what. */
    REJECTED,
    /** It has no code, and no class that implements it has been loaded. */
    ABSTRACT,
    /** Its class has not been loaded yet, and may never be. */
    NEVER_LOADED,
    /** Left alone on purpose; the reason says whose it is. */
    SWITCHED_OFF
  }

  /** Returns what the method is switched by. */
  public String id() {
    return function + descriptor;
  }

  /** Copies the list. */
  public MethodRow {
    records = List.copyOf(records);
  }
}
