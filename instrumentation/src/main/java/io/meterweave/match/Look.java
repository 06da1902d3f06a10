// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import org.jspecify.annotations.Nullable;

/**
 * One look-up on its way up a hierarchy: the types it has come by, and whether all of them could be
 * looked at.
 *
 * <p>Confined to the thread that looks.
 */
final class Look {
  private static final int DEEPEST = 200;

  /** More types than any class has above it; a forged hierarchy branches without end. */
  private static final int MOST = 2000;

  private final @Nullable Look below;
  private final Look first;
  private final String name;
  private final int depth;
  private boolean isCut;
  private int steps;

  private Look(@Nullable Look below, String name) {
    this.below = below;
    this.first = below == null ? this : below.first;
    this.name = name;
    this.depth = below == null ? 0 : below.depth + 1;
  }

  /** Begins below everything. */
  static Look begin() {
    return new Look(null, "");
  }

  /** Goes on to a type. */
  Look to(String internalName) {
    first.steps++;
    return new Look(this, internalName);
  }

  /** Begins a part, of which can be told by itself whether it was cut. */
  Look part() {
    return new Look(this, "");
  }

  /** Returns whether a type is no circle, and nothing else that only a forged hierarchy has. */
  boolean mayGoTo(String internalName) {
    for (Look at = this; at != null; at = at.below) {
      if (at.name.equals(internalName)) {
        return false;
      }
    }
    return depth <= DEEPEST && first.steps < MOST;
  }

  /** Notes that something stayed unknown, so that nothing is concluded from its absence. */
  void cut() {
    for (Look at = this; at != null; at = at.below) {
      at.isCut = true;
    }
  }

  /** Returns whether something stayed unknown, here or above. */
  boolean isCut() {
    return isCut;
  }
}
