// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

/** Why a successful call has no tokens, or not all; the label {@code reason}. */
enum MissingUsage {
  /** The method returned null, or nothing. */
  NULL_RESULT("null_result"),
  /** The result was read and holds no usage. */
  NO_USAGE("no_usage"),
  /** The result cannot be read: broken or too long JSON, an accessor out of reach or throwing. */
  UNREADABLE("unreadable"),
  /** The result says zero for everything, as the chunks of a stream do. */
  ZERO("zero"),
  /** One side was read, the other one could not be; it is not priced. */
  INCOMPLETE("incomplete");

  private final String label;

  MissingUsage(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
