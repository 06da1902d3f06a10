// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * How a method stands to the methods it overrides and to those that override it, so that one call
 * through several of them is measured once.
 *
 * <p>Immutable.
 *
 * @param roots the binary names of the types that declare the method and whose declaration asks for
 *     a measurement: this class itself, then superclasses, then interfaces; never empty
 * @param isOverridable whether a subclass can override the method, so that it can be reached by
 *     {@code super.m()}
 * @param isOverriding whether the method overrides a measured one that has a body, whether asked
 *     for by that declaration or by one that it inherits from; so its calls may contain that one's,
 *     by {@code super.m()} or {@code I.super.m()}
 * @param isGenerated whether the class is a proxy or a generated subclass (JDK, CGLIB, Byte Buddy
 *     …), which records only where no measured implementation ran inside its call
 */
public record Lineage(
    List<String> roots, boolean isOverridable, boolean isOverriding, boolean isGenerated) {
  /** Copies the list. */
  public Lineage {
    roots = List.copyOf(roots);
  }

  /** Returns the lineage of a method that stands alone, such as a private one. */
  public static Lineage alone(String className) {
    return new Lineage(
        List.of(className),
        /* isOverridable= */ false,
        /* isOverriding= */ false,
        /* isGenerated= */ false);
  }

  /** Returns whether a call of the method must be seen by measured methods that it calls. */
  public boolean needsFrame() {
    return isGenerated || isOverriding;
  }
}
