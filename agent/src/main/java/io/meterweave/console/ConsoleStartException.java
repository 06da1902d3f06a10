// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import org.jspecify.annotations.Nullable;

/**
 * The server could not start; the message is one sentence for people that names the address, the
 * reason and the setting to change.
 */
public final class ConsoleStartException extends Exception {
  private static final long serialVersionUID = 1L;

  ConsoleStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
