// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

/**
 * A label or attribute and where its value comes from.
 *
 * <p>Immutable.
 *
 * @param key the label's name or the attribute's key
 * @param source where the value comes from
 */
public record LabelSpec(String key, Source source) {
  /** The value of a label where there is none. */
  public static final String NONE = "none";

  /** Where a value comes from. */
  public sealed interface Source permits Fixed, Read, Outcome {
    /** Returns whether the value is known when the call begins. */
    default boolean isKnownAtEntry() {
      return this instanceof Fixed || (this instanceof Read read && read.path().isKnownAtEntry());
    }
  }

  /** A value that was written down. */
  public record Fixed(String value) implements Source {}

  /**
   * A value that is read at a call.
   *
   * @param path where it is read
   * @param absent the label's value if there is a null on the path; an attribute is left out
   */
  public record Read(PathSpec path, String absent) implements Source {
    /** Reads a value that is {@code none} if there is a null on the path. */
    public Read(PathSpec path) {
      this(path, NONE);
    }
  }

  /**
   * A word for how the call ended.
   *
   * @param returned the value of a call that returned
   * @param threw the value of a call that threw
   */
  public record Outcome(String returned, String threw) implements Source {}
}
