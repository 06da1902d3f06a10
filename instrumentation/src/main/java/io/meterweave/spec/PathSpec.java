// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is read from at a call: a root, and the way on from it.
 *
 * <p>Immutable.
 *
 * @param root what the path starts at
 * @param parameter the parameter's index from 0, without {@code this}; 0 for another root
 * @param steps getters, record components, public fields, map keys or methods without arguments
 * @param written the path as a person wrote it, for messages
 */
public record PathSpec(Root root, int parameter, List<String> steps, String written) {
  /** What a path starts at. */
  public enum Root {
    /** A parameter, as it was when the call began. */
    PARAMETER,
    /** The object whose method it is. */
    RECEIVER,
    /** What the call returned; null for a call that threw. */
    RESULT,
    /** What the call threw; null for a call that returned. */
    ERROR
  }

  /** Copies the list. */
  public PathSpec {
    steps = List.copyOf(steps);
  }

  /** Returns whether the value is known when the call begins. */
  public boolean isKnownAtEntry() {
    return root == Root.PARAMETER || root == Root.RECEIVER;
  }

  // What a record has by itself would be linked when it is first called; see MethodSpec.

  @Override
  public int hashCode() {
    return 31 * (31 * root.name().hashCode() + parameter) + steps.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof PathSpec that
            && root == that.root
            && parameter == that.parameter
            && steps.equals(that.steps)
            && written.equals(that.written));
  }
}
