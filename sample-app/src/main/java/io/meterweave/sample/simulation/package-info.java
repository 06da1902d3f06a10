// SPDX-License-Identifier: Apache-2.0

/**
 * What a real service has without asking for it: work that takes time, and calls that go wrong.
 *
 * <p>In the application's loader; sees {@code java.*}. Used by {@code articles} and {@code llm}.
 */
@NullMarked
package io.meterweave.sample.simulation;

import org.jspecify.annotations.NullMarked;
