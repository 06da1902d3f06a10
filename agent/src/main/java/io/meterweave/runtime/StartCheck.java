// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import org.jspecify.annotations.Nullable;

/** A reason not to start. Immutable; runs before the application's main, so it must be cheap. */
interface StartCheck {
  /** The outcome of a check. */
  enum Verdict {
    /** Nothing stands against starting. */
    START,
    /** Do not start, and say nothing: nobody meant this JVM. */
    STAY_SILENT,
    /** Do not start, and say why. */
    SAY_WHY
  }

  /** Returns what this check says about this JVM. */
  Verdict verdict(@Nullable String arguments);

  /** Returns the sentence for {@link Verdict#SAY_WHY}. */
  default String reason() {
    return "";
  }
}
