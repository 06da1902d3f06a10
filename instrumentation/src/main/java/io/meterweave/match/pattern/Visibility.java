// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * Who may see a method, as bits of a set.
 *
 * <p>Thread-safe: no state.
 */
final class Visibility {
  private static final int PUBLIC = 1;
  private static final int PROTECTED = 2;
  private static final int PACKAGE = 4;
  private static final int PRIVATE = 8;

  private Visibility() {}

  /** Returns the bit of a word, 0 for another word. */
  static int of(String word) {
    return switch (word) {
      case "public" -> PUBLIC;
      case "protected" -> PROTECTED;
      case "package" -> PACKAGE;
      case "private" -> PRIVATE;
      default -> 0;
    };
  }

  /** Returns the bit of a method's access flags. */
  static int of(int access) {
    if ((access & Opcodes.ACC_PUBLIC) != 0) {
      return PUBLIC;
    }
    if ((access & Opcodes.ACC_PROTECTED) != 0) {
      return PROTECTED;
    }
    return (access & Opcodes.ACC_PRIVATE) != 0 ? PRIVATE : PACKAGE;
  }
}
