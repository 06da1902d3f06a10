// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * The span that a method was asked to be.
 *
 * <p>Immutable.
 *
 * @param name the span's name, never empty
 * @param kind the span's kind
 * @param attributes fixed attributes and attributes from parameters
 */
public record SpanSpec(String name, Kind kind, List<LabelSpec> attributes) {
  /** The span kinds of OpenTelemetry, by name. */
  public enum Kind {
    /** Work inside the process. */
    INTERNAL,
    /** The handling of a remote request. */
    SERVER,
    /** A request to a remote service. */
    CLIENT,
    /** The sending of a message. */
    PRODUCER,
    /** The handling of a message. */
    CONSUMER
  }

  /** Copies the list. */
  public SpanSpec {
    attributes = List.copyOf(attributes);
  }
}
