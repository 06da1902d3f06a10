// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * A label or attribute and where its value comes from.
 *
 * <p>Immutable.
 *
 * @param key the label's name or the attribute's key
 * @param source where the value comes from
 */
public record LabelSpec(String key, Source source) {
  /** Where a value comes from. */
  public sealed interface Source permits Fixed, Parameter {}

  /** A value that was written down. */
  public record Fixed(String value) implements Source {}

  /**
   * A parameter of the method, and the way on from it.
   *
   * @param index the parameter's index from 0, without {@code this}
   * @param path getters, record components, public fields, map keys or methods without arguments
   */
  public record Parameter(int index, List<String> path) implements Source {
    /** Copies the list. */
    public Parameter {
      path = List.copyOf(path);
    }
  }
}
