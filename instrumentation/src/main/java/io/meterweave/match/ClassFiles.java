// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where class files are read that nobody has loaded yet: a class loader, an archive. */
@FunctionalInterface
public interface ClassFiles {
  /**
   * Reads a class file. Whatever it throws, the class counts as one without marks.
   *
   * @param internalName the class's name with slashes
   * @return the class file, or null if there is none
   */
  byte @Nullable [] read(String internalName) throws IOException;

  /**
   * Returns whether class files may be read here that the JVM does not ask for next: see {@link
   * ClassFileTypes}.
   */
  default boolean mayReadMore() {
    return true;
  }
}
