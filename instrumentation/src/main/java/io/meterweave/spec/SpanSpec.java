// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;

/**
 * The span that a method was asked to be.
 *
 * <p>Immutable.
 *
 * @param form whether there is a span of its own
 * @param name the span's name, never empty
 * @param kind the span's kind
 * @param attributes the attributes in the order they were written; keys are distinct
 * @param foreign the binary name of the annotation that asks for it, if it belongs to another
 *     library, whose own code may make the same span; else empty
 */
public record SpanSpec(
    Form form, String name, Kind kind, List<LabelSpec> attributes, String foreign) {
  /** How the span stands to the one that is current when the call begins. */
  public enum Form {
    /** A new span, child of the current one. */
    CHILD,
    /** A new span without a parent. */
    ROOT,
    /** No new span: the attributes are set on the current one. */
    CURRENT
  }

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

  /** Makes one that no annotation of another library asks for. */
  public SpanSpec(Form form, String name, Kind kind, List<LabelSpec> attributes) {
    this(form, name, kind, attributes, "");
  }
}
