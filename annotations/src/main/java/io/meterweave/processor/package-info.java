// SPDX-License-Identifier: Apache-2.0

/**
 * The annotation processor: what is written with our annotations is checked when it is compiled.
 *
 * <p>In the compiler's class loader for processors; sees {@code java.*}, {@code
 * javax.annotation.processing}, {@code javax.lang.model} and {@code rules}. Source elements enter,
 * messages leave; no file is written. Neither an application nor the agent loads a class of it.
 */
@NullMarked
package io.meterweave.processor;

import org.jspecify.annotations.NullMarked;
