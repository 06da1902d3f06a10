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

  /**
   * Says that nothing can listen at an address.
   *
   * @param reason what the system says
   */
  public static String sentence(String host, int port, String reason) {
    return "cannot listen on "
        + host
        + ':'
        + port
        + " ("
        + reason
        + "), so there is neither /metrics nor a console; everything else works. Set"
        + " prometheus.port to a free port (0 picks one), or prometheus.host to an address of"
        + " this machine";
  }
}
