// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.Collection;

/** A class as patterns see it. Whoever makes one decides when to read what. */
public interface PatternSubject {
  /** Returns the name with slashes. */
  String internalName();

  /**
   * Returns the names of all supertypes at any distance, with slashes, as far as they are known.
   */
  Collection<String> supertypes();

  /** Returns the descriptors of the annotations that stand on the class itself. */
  Collection<String> annotations();
}
