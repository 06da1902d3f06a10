// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

/**
 * Makes sure that there is room on the stack before something begins that must not be torn off in
 * the middle: a class whose initializer runs into the end of the stack is dead for the life of the
 * JVM.
 *
 * <p>Thread-safe.
 */
public final class StackRoom {
  /** About 40 KiB in the interpreter, where linking runs. */
  private static final int FRAMES = 400;

  private StackRoom() {}

  /**
   * Returns if there is room for a link.
   *
   * @throws StackOverflowError if there is not
   */
  public static void require() {
    descend(FRAMES, 1, 2, 3, 4);
  }

  private static long descend(int frames, long a, long b, long c, long d) {
    return frames == 0 ? a + b + c + d : descend(frames - 1, b, c, d, a) + 1;
  }
}
