// SPDX-License-Identifier: Apache-2.0

/**
 * The pattern language that names methods without touching their source.
 *
 * <p>In: a text such as {@code com.acme..*Service#*(..)}. Out: {@link
 * io.meterweave.match.pattern.MethodPattern}, which answers for names and descriptors. Nothing is
 * loaded for it.
 *
 * <p>Loader: agent. Sees the JDK and ASM as Byte Buddy carries it; neither regular expressions nor
 * lambdas, for it runs before main and inside class loading.
 */
@NullMarked
package io.meterweave.match.pattern;

import org.jspecify.annotations.NullMarked;
