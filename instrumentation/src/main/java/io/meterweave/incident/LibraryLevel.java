// SPDX-License-Identifier: Apache-2.0
package io.meterweave.incident;

/**
 * The levels that bundled libraries name; stands in for {@code java.util.logging.Level}.
 *
 * <p>Immutable.
 */
public enum LibraryLevel {
  FINEST,
  FINER,
  FINE,
  INFO,
  WARNING,
  SEVERE
}
