// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.List;

/**
 * An annotation as it was written, wherever: in source, in a class file, in the configuration. An
 * element that was not written has its default, or counts as empty.
 */
public interface Written {
  /** Returns the annotation's simple name, such as {@code TrackMetrics}. */
  String simpleName();

  /** Returns a text, or the name of an enum's constant; empty if it was not written. */
  String text(String element);

  /** Returns the texts of an array; empty if it was not written. */
  List<String> texts(String element);

  /** Returns the numbers of an array; empty if it was not written. */
  List<Double> numbers(String element);

  /** Returns a number; {@code NaN} if it was not written. */
  double number(String element);

  /** Returns whether a switch is on. */
  boolean isOn(String element, boolean unwritten);
}
