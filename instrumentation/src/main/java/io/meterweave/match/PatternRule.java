// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.List;

/**
 * One entry of {@code methods}: which methods, and what is recorded of them.
 *
 * <p>Thread-safe.
 *
 * @param match a method that one of these matches is meant
 * @param exclude unless one of these matches it too
 * @param marks what is asked for, never empty
 */
record PatternRule(List<NamedPattern> match, List<NamedPattern> exclude, List<Mark> marks) {
  /** Copies the lists. */
  PatternRule {
    match = List.copyOf(match);
    exclude = List.copyOf(exclude);
    marks = List.copyOf(marks);
  }
}
