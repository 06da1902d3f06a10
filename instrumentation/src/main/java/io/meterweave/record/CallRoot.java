// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/**
 * A declaration of a method that asks for a measurement of all its implementations.
 *
 * <p>Thread-safe.
 */
final class CallRoot {
  /** Whether calls of it were linked that methods inside them must see. */
  private volatile boolean hasFrames;

  boolean hasFrames() {
    return hasFrames;
  }

  void expectFrames() {
    hasFrames = true;
  }
}
