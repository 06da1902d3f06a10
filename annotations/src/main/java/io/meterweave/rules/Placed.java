// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/**
 * An annotation and where it stands.
 *
 * <p>Immutable.
 *
 * @param mark the annotation
 * @param parameter the index of the parameter it stands on, from 0; {@link #ON_METHOD} for the
 *     method itself
 * @param method the method as it is declared there; null where it is not known, as for an
 *     annotation on an annotation
 */
public record Placed(Written mark, int parameter, @Nullable Signature method) {
  /** Stands on the method, or on what speaks for it: its class, another annotation. */
  public static final int ON_METHOD = -1;

  boolean is(String type) {
    return mark.simpleName().equals(type);
  }
}
