// SPDX-License-Identifier: Apache-2.0

/**
 * The checks on what an annotation says: one set, for compile time and for weave time.
 *
 * <p>In the compiler's processor path and in the agent's loader; sees {@code java.*}. A value
 * enters, a {@link io.meterweave.rules.Problem} or nothing leaves.
 */
@NullMarked
package io.meterweave.rules;

import org.jspecify.annotations.NullMarked;
