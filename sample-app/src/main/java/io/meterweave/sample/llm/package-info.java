// SPDX-License-Identifier: Apache-2.0

/**
 * The language model: where the real one is, or a small one inside the sample that speaks the same
 * HTTP interface, so that the desk runs without a key.
 *
 * <p>In the application's loader; sees the JDK's HTTP server and Jackson. Used by {@code desk}.
 */
@NullMarked
package io.meterweave.sample.llm;

import org.jspecify.annotations.NullMarked;
