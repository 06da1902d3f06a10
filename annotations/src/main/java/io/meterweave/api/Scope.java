// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

/**
 * Something that is in force until it is closed, on the thread that opened it.
 *
 * <p>Confined to the calling thread. Closing twice does nothing.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Scope extends AutoCloseable {
  /** Puts back what was in force before. */
  @Override
  void close();
}
