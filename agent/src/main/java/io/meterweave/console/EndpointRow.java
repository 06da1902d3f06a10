// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

/**
 * One place where data goes or is fetched.
 *
 * <p>Immutable.
 *
 * @param what what it is, such as {@code Traces by OTLP (grpc)}
 * @param address where it is; a path such as {@code /metrics} is a link to this server
 * @param state whether it works
 * @param detail what else there is to know, such as the last failure; empty if nothing
 */
public record EndpointRow(String what, String address, State state, String detail) {
  /** Whether an endpoint works. */
  public enum State {
    /** It works, or nothing is known against it. */
    OK,
    /** The last attempts failed. */
    FAILING,
    /** Not in use. */
    OFF
  }
}
