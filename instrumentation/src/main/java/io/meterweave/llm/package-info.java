// SPDX-License-Identifier: Apache-2.0

/**
 * What a call of a language model used and cost, read from what the method returned.
 *
 * <p>In: results of any class, through {@link io.meterweave.record.CallObserver}. Out: the series
 * {@code llm_…} and the {@code gen_ai.*} attributes of the call's span. No SDK is named but as
 * text.
 *
 * <p>Loader: agent. Sees {@code spec}, {@code record}, {@code incident}, OpenTelemetry's API and
 * jackson-core, never Byte Buddy. Before it: {@code plan}; after it: {@code record}.
 */
@NullMarked
package io.meterweave.llm;

import org.jspecify.annotations.NullMarked;
