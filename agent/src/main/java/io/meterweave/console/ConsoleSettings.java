// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.util.List;

/**
 * Where the server listens, and to whom.
 *
 * <p>Immutable.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any free one
 * @param allowedHosts names by which the console may be called besides those of the loopback, as a
 *     proxy in front of it would; without ports
 * @param token what lets a program change something, and read from another machine; empty: none
 *     does
 * @param limits what one client may take
 */
public record ConsoleSettings(
    String host, int port, List<String> allowedHosts, String token, ConsoleLimits limits) {
  /** Copies the list. */
  public ConsoleSettings {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Returns settings with the usual limits, for loopback names only, without a token. */
  public static ConsoleSettings of(String host, int port) {
    return of(host, port, "");
  }

  /** Returns settings with the usual limits, for loopback names only. */
  public static ConsoleSettings of(String host, int port, String token) {
    return new ConsoleSettings(host, port, List.of(), token, ConsoleLimits.DEFAULT);
  }
}
